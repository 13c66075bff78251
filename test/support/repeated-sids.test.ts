import { repeatedSids } from './repeated-sids';

const policy = (...sids: (string | undefined)[]) => ({ Properties: { PolicyDocument: { Statement: sids.map((Sid) => ({ Sid })) } } });

test('a Sid that one document has twice', () => {
  expect(repeatedSids({ Resources: { One: policy('A', 'B', 'A') } })).toEqual(['One: Sid A is there twice']);
});

test('in the inline policies of a role', () => {
  expect(repeatedSids({ Resources: { Role: { Properties: { Policies: [policy('A').Properties, policy('A', 'A').Properties] } } } })).toEqual(['Role: Sid A is there twice']);
});

test('two documents with one Sid, and statements without any', () => {
  expect(repeatedSids({ Resources: { One: policy('A', undefined, undefined), Two: policy('A') } })).toEqual([]);
});
