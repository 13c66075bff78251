import { aws_kms as kms, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The resource of the key with an ARN, if the app makes it. */
export function keyResource(arn: string): kms.CfnKey | undefined {
  const reference = Token.isUnresolved(arn) ? Tokenization.reverse(arn, { failConcat: false }) as { target?: IConstruct } | undefined : undefined;
  return reference?.target && kms.CfnKey.isCfnKey(reference.target) ? reference.target : undefined;
}
