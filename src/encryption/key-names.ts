/** What the ARN of a KMS key says. */
export interface KeyArnParts {
  readonly region: string;
  readonly account: string;
  readonly keyId: string;
}

/** A part of an ARN that is written out, a token, or a dynamic reference of CloudFormation. */
const part = (written: string) => `(${written}|\\$\\{[^:*?]+\\}|\\{\\{resolve:[^*?]+\\}\\})`;

const KEY_ARN = new RegExp(`^arn:${part('aws[a-z-]*')}:kms:${part('[a-z0-9-]+')}:${part('\\d{12}')}:key/${part('[^/*?]+')}$`);

/**
 * What the full ARN of one KMS key says; nothing for an alias, an ID, or a pattern.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN
 */
export function keyArnParts(text: string): KeyArnParts | undefined {
  const match = KEY_ARN.exec(text);
  return match ? { region: match[2], account: match[3], keyId: match[4] } : undefined;
}

/** Whether a text is the full ARN of one KMS key. */
export function isKeyArn(text: string): boolean {
  return KEY_ARN.test(text);
}

/** Whether a text of which parts are not known has the form of a key ARN. */
export function looksLikeKeyArn(text: string): boolean {
  return /^arn:.*:key\/./.test(text);
}

/**
 * Whether a key ID is that of a multi-Region key.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function isMultiRegionKeyId(keyId: string): boolean {
  return keyId.startsWith('mrk-');
}

/** The name of the alias by which a text names a key, alone or at the end of an ARN. */
export function aliasIn(text: string): string | undefined {
  return /(?:^|:)(alias\/.*)$/.exec(text)?.[1];
}

/** The name of the alias of a service's AWS managed key. */
export function awsManagedAlias(service: string): string {
  return `alias/aws/${service}`;
}

/** Whether a text names the AWS managed key of some service. */
export function namesAwsManagedKey(text: string): boolean {
  return aliasIn(text)?.startsWith(awsManagedAlias('')) ?? false;
}

/** Whether a text names the AWS managed key of Amazon S3, also without the prefix that an alias needs. */
export function namesS3ManagedKey(text: string): boolean {
  return (aliasIn(text) ?? `alias/${text}`) === awsManagedAlias('s3');
}
