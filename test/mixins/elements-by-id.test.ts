import { CfnElement, CfnParameter, CfnResource, NestedStack, type Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ElementsById } from '../../src/mixins/private/elements-by-id';
import { aStack } from '../support/stacks';

/** What there is to find, without anything that is remembered. */
function plainlyFound(stack: Stack, ids: readonly string[]): [string, CfnElement][] {
  const byId = new Map(stack.node.findAll().filter(CfnElement.isCfnElement).filter((element) => element.stack === stack)
    .map((element) => [stack.resolve(element.logicalId) as string, element] as const));
  return ids.flatMap((id) => (byId.has(id) ? [[id, byId.get(id)!] as [string, CfnElement]] : []));
}

function expectSame(stack: Stack, ...ids: string[]): void {
  const found = [...ElementsById.of(stack).find(new Set(ids))];
  const plain = plainlyFound(stack, ids);
  expect(found.map(([id, { node }]) => [id, node.path])).toEqual(plain.map(([id, { node }]) => [id, node.path]));
  found.forEach(([, element], i) => expect(element).toBe(plain[i][1]));
}

test('what was found before is found again only while it is there and has that ID', () => {
  const stack = aStack();
  const scope = new Construct(stack, 'Scope');
  const ids = ['First', 'Second', 'Third', 'Parameter', 'Nobody'];
  const check = () => expectSame(stack, ...ids);
  check();
  const first = new CfnResource(stack, 'First', { type: 'A::B::C' });
  const second = new CfnResource(stack, 'Second', { type: 'A::B::C' });
  new CfnParameter(stack, 'Parameter');
  check();
  first.overrideLogicalId('Third');
  check();
  second.overrideLogicalId('First');
  check();
  first.overrideLogicalId('Second');
  check();
  const late = new CfnResource(scope, 'Late', { type: 'A::B::C' });
  ids.push(stack.resolve(late.logicalId) as string);
  check();
  expect(plainlyFound(stack, ids)).toHaveLength(4);
  stack.node.tryRemoveChild('Scope');
  check();
  stack.node.tryRemoveChild('First');
  new CfnResource(stack, 'First', { type: 'A::B::C' }).overrideLogicalId('Second');
  check();
  expect(plainlyFound(stack, ids)).toHaveLength(3);
});

test('a nested stack has its own', () => {
  const stack = aStack();
  const nested = new NestedStack(stack, 'Nested');
  new CfnResource(nested, 'Inner', { type: 'A::B::C' });
  new CfnResource(stack, 'Outer', { type: 'A::B::C' });
  for (const one of [stack, nested]) { expectSame(one, 'Inner', 'Outer'); }
});
