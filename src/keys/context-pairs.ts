import { Annotations, CfnParameter, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';

/** Pairs of encryption context. */
export interface ContextPairs { readonly [name: string]: string }

const SECRET_NAME = /passw(or)?d|passphrase|secret|credential|token|api[-_.]?key|private[-_.]?key|access[-_.]?key/i;
const SECRET_VALUE = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\{\{resolve:(secretsmanager|ssm-secure):|\beyJ[\w-]+\.eyJ[\w-]+\./;

/**
 * Throws for pairs of encryption context that S3 or AWS KMS refuse, and warns of what looks like a secret.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export function checkContextPairs(scope: IConstruct, prop: string, pairs: ContextPairs): void {
  for (const [name, value] of Object.entries(pairs)) {
    if (Token.isUnresolved(name)) {
      throw refusal(scope, `${prop} has a key that is known at deployment only`, 'use literal keys');
    }
    if (name === '' || name.startsWith('aws:')) {
      throw refusal(scope,
        `${prop} cannot have the key ${JSON.stringify(name)}: `
        + `${name === '' ? 'it is empty' : 'AWS reserves keys that begin with "aws:"'}`,
        'choose another key, for example "department"');
    }
    if (SECRET_NAME.test(name) || isSecret(scope, value)) {
      Annotations.of(scope).addWarningV2('cdk-s3-encryption:secretInEncryptionContext',
        `${prop} has a pair ${JSON.stringify(name)} that looks like a secret. Encryption context is not encrypted: it appears in plaintext `
        + 'in the template, in the object\'s metadata, in policies and in CloudTrail. Fix: don\'t use secrets in encryption context.');
    }
  }
}

function isSecret(scope: IConstruct, value: string): boolean {
  // As the template will say it, so that secrets which CloudFormation resolves are seen.
  if (SECRET_VALUE.test(JSON.stringify(Stack.of(scope).resolve(value)))) { return true; }
  return Tokenization.reverseString(value).tokens.some((token) =>
    Reference.isReference(token) && token.target instanceof CfnParameter && token.target.noEcho);
}
