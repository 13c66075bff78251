import { Aws, type aws_kms as kms, type IResolveContext, Lazy, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isSame, mainResource } from '../cdk';
import { ConstructMap } from '../construct-state';

// docs/decisions/0062
/**
 * A value of a resource, for a policy that may be in a stack of another account.
 *
 * CloudFormation reads it from the outputs of the resource's stack, which have to be there: CDK orders stacks only within an
 * account. If the resource's stack waits for the reader, as that of a pipeline does for the roles of its actions, nothing can
 * be read, and `unread` takes the value's place.
 *
 * @param unread What says the same without the resource's stack; if there is nothing, synthesis fails with the error that `refusal` gives
 */
export function seenAcrossAccounts(resource: IConstruct, value: string, { unread, refusal }: Unread): string {
  const before = SEEN.get(resource);
  if (before !== undefined) { return before; }
  const refused = new Set<Stack>();
  if (refusal) { resource.node.addValidation({ validate: () => [...refused].map((reader) => refusal(reader)) }); }
  const produce = ({ scope, preparing }: IResolveContext): string => {
    const [owner, reader] = [outermost(Stack.of(resource)), outermost(Stack.of(scope))];
    if (isSame(owner.account, reader.account)) { return value; }
    if (waitsFor(owner, reader)) {
      if (unread === undefined) { refused.add(reader); }
      return unread ?? value;
    }
    // Only when the app is complete: what is resolved before may come to wait for each other.
    if (preparing) { reader.addStackDependency(owner, `${reader.node.path} reads ${resource.node.path}`); }
    return value;
  };
  const seen = Lazy.uncachedString({ produce });
  SEEN.set(resource, seen);
  return seen;
}

/** One text for each resource, so that statements about it can be merged. */
const SEEN = new ConstructMap<IConstruct, string>('value seen across accounts');

/**
 * The ARN of a key for policies of other accounts. Where the key's stack waits for the reader, any key of its account and Region:
 * the conditions of a grant restrict how it is used.
 */
export function keyArnAcrossAccounts(key: kms.IKey): string {
  const { account, region } = key.env;
  const isOfApp = mainResource(key) !== undefined;
  return isOfApp ? seenAcrossAccounts(key, key.keyArn, { unread: `arn:${Aws.PARTITION}:kms:${region}:${account}:key/*` }) : key.keyArn;
}

interface Unread {
  readonly unread?: string;
  readonly refusal?: (reader: Stack) => string;
}

function waitsFor(stack: Stack, other: Stack, seen = new Set<Stack>()): boolean {
  if (stack === other) { return true; }
  if (seen.has(stack)) { return false; }
  seen.add(stack);
  return stack.dependencies.some((dependency) => waitsFor(outermost(dependency), other, seen));
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
