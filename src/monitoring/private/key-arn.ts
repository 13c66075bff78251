/** `arn:aws-us-gov:kms:ap-northeast-1:111122223333:key/mrk-` and 32 digits, and some. */
export const LONGEST_KEY_ARN = 110;
