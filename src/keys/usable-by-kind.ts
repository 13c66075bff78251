import { type aws_kms as kms, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyRefusal } from './private/key-refusal';
import { aliasOf, assertKeyTraits, assertSameRegion } from './private/usable-key';
import { shown } from './shown';
import { isKeyArn, namesAwsManagedKey } from '../encryption/internal';

/**
 * Throws if a directory, table or vector bucket is known to be unable to encrypt with a key; what cannot be known is let through.
 *
 * The key of a directory bucket can be named by its ID too, but not for users of other accounts: the ARN is demanded of all.
 *
 * @param title What AWS calls the bucket
 */
export function assertUsableByKind(scope: IConstruct, key: kms.IKey, title: string): void {
  assertNoAlias(scope, key, title);
  if (!Token.isUnresolved(key.keyArn) && !isKeyArn(key.keyArn)) {
    throw keyRefusal(scope, key.keyArn, `a ${title} needs the full key ARN`, 'pass a key with an ARN of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID');
  }
  assertKeyTraits(scope, key);
  assertSameRegion(scope, key);
}

function assertNoAlias(scope: IConstruct, key: kms.IKey, title: string): void {
  const alias = aliasOf(key);
  if (alias === undefined) { return; }
  if (!Token.isUnresolved(alias) && namesAwsManagedKey(alias)) {
    throw keyRefusal(scope, alias, `AWS managed keys aren't supported for a ${title}`, 'pass a customer managed key, or use sseS3()');
  }
  throw keyRefusal(scope, Token.isUnresolved(alias) ? shown(scope, alias) : alias, `aliases aren't supported for a ${title}`,
    'pass the key itself, for example kms.Key.fromKeyArn() with the full key ARN');
}
