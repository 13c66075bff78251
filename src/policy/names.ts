import { createHash } from 'crypto';
import { DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * A short text that tells values apart, for Sids, names and logical IDs.
 *
 * Tokens are hashed by what they stand for. Their own text (`${Token[AWS.Partition.8]}`) is numbered in the order in
 * which a process creates tokens, so a hash of it changes the template with every synthesis.
 */
export function shortHash(scope: IConstruct, ...values: unknown[]): string {
  return createHash('sha256').update(meaningOf(scope, ...values)).digest('hex').slice(0, 8).toUpperCase();
}

/**
 * A text by which values can be compared: two tokens that stand for the same are equal. It is for comparisons only, and
 * means nothing in a template.
 */
export function meaningOf(scope: IConstruct, ...values: unknown[]): string {
  return JSON.stringify(Tokenization.resolve(values, { scope, resolver: new ByMeaning() }));
}

/**
 * A name for Sids and logical IDs, which take letters and digits only. Where the name loses characters, or is known at
 * deployment only, a hash keeps names apart that would look the same: `app-1` and `app1`, `A/BX` and `AB/X`.
 */
export function alphanumeric(scope: IConstruct, name: string): string {
  if (Token.isUnresolved(name)) { return shortHash(scope, name); }
  const kept = name.replace(/[^A-Za-z0-9]/g, '');
  return kept === name ? name : `${kept}${shortHash(scope, name)}`;
}

/** What IAM takes as the description of a role or policy: 1,000 characters, of Latin-1. */
const LONGEST_DESCRIPTION = 1000;

/** The description of a role or policy. IDs of constructs, of which paths are made, can have any characters. */
export function iamDescription(text: string): string {
  return text.replace(/[^\t\n\r\x20-\x7e\xa1-\xff]/g, '?').slice(0, LONGEST_DESCRIPTION);
}

/** A reference is told by the construct that it refers to: two stacks may have the same logical ID. */
class ByMeaning extends DefaultTokenResolver {
  constructor() { super(JSON_CONCAT); }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) ? `${token.target.node.path}.${token.displayName}` : super.resolveToken(token, context, postProcessor);
  }
}

const JSON_CONCAT: ConstructorParameters<typeof DefaultTokenResolver>[0] = {
  join: (left: unknown, right: unknown) => [left, right].filter((part) => part !== undefined)
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(''),
};
