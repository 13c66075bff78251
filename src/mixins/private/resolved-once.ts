import { DefaultTokenResolver, type Stack, Tokenization, type TokenizedStringFragments } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * A value as `Stack.resolve()` gives it. Each text is resolved once, however often the value has it: a policy names its
 * bucket in each of its statements, and CDK computes a logical ID whenever it is asked for.
 */
export function resolvedOnce(stack: Stack, value: unknown): unknown {
  const scope: IConstruct = stack;
  return Tokenization.resolve(value, { scope, resolver: new TextsOnce(stack) });
}

class TextsOnce extends DefaultTokenResolver {
  private readonly texts = new Map<string, unknown>();

  constructor(private readonly stack: Stack) { super(TEXT); }

  public override resolveString(fragments: TokenizedStringFragments): unknown {
    const text = fragments.join(TEXT) as string;
    if (!this.texts.has(text)) { this.texts.set(text, this.stack.resolve(text)); }
    return this.texts.get(text);
  }
}

/** Tokens in a text stand for themselves until all of it is resolved. */
const TEXT: ConstructorParameters<typeof DefaultTokenResolver>[0] = { join: (left: unknown, right: unknown) => `${left as string}${right as string}` };
