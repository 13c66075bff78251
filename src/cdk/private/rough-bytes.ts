import { aws_iam as iam, DefaultTokenResolver, type IPostProcessor, type IResolvable, type IResolveContext, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { atLeast, isIntrinsic } from './fewest-characters';

const TOKEN = /[$#]\{Token\[[^\]]*\]\}/g;
/** Every number that stands for a token is less. */
const LEAST_NUMBER = -1e287;

/**
 * How many bytes a policy document has at most when `atLeast()` has measured it, its Sids apart that CDK assigns.
 *
 * Each token is resolved once, wherever the document has it: to resolve the whole document takes several times as long, and
 * hardly any policy comes near the limit. What cannot be looked at without resolving it may be endless.
 */
export function roughBytes(scope: IConstruct, document: unknown): number {
  const tokens = new Map<string, number>();
  const ofToken = (token: string): number => {
    const known = tokens.get(token);
    if (known !== undefined) { return known; }
    const bytes = bytesOf(atLeast(scope, token.startsWith('#') ? [token] : token));
    tokens.set(token, bytes);
    return bytes;
  };
  const ofText = (text: string): number =>
    (text.match(TOKEN) ?? []).reduce((bytes, token) => bytes + ofToken(token), bytesOf(text));
  const of = (value: unknown): number => {
    if (typeof value === 'string') { return ofText(value); }
    if (typeof value === 'number') { return value < LEAST_NUMBER ? Infinity : bytesOf(value); }
    if (typeof value !== 'object' || value === null) { return bytesOf(value); }
    if (Tokenization.isResolvable(value)) { return Infinity; }
    // Who has computed the document has resolved it.
    if (isIntrinsic(Object.keys(value)[0] ?? '')) { return Infinity; }
    if (Array.isArray(value)) { return value.reduce<number>((bytes, inner) => bytes + of(inner) + 1, 2); }
    return Object.entries(value).reduce((bytes, [key, inner]) => bytes + ofText(key) + of(inner) + 2, 2);
  };
  const produced = isComputed(document) ? producedBy(scope, document) : document;
  return of(produced instanceof iam.PolicyDocument ? produced.toJSON() : produced);
}

function isComputed(document: unknown): document is IResolvable {
  return Tokenization.isResolvable(document) && !(document instanceof iam.PolicyDocument);
}

/** What a token stands for, which may have tokens in it. */
function producedBy(scope: IConstruct, token: IResolvable): unknown {
  const resolver = new Producing(token);
  Tokenization.resolve(token, { scope, resolver, preparing: false });
  return resolver.produced;
}

class Producing extends DefaultTokenResolver {
  produced: unknown;

  constructor(private readonly outermost: IResolvable) {
    super({ join: (left: unknown, right: unknown) => ({ 'Fn::Join': ['', [left, right]] }) });
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    if (token !== this.outermost) { return super.resolveToken(token, context, postProcessor) as unknown; }
    this.produced = token.resolve(context);
    return undefined;
  }
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
