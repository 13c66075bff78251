import type { App, Resource } from '../../../template';

/**
 * Whether one update of CloudFormation changes the stacks of both. Nested stacks are updated with the stack around them, and delete what
 * they no longer have when all of them are updated.
 *
 * @see https://repost.aws/knowledge-center/cloudformation-stack-cleanup-stuck
 */
export type InOneUpdate = (before: Resource, after: Resource) => boolean;

export function inOneUpdate(before: App, after: App): InOneUpdate {
  return (former, present) => rootOf(before, former.template) === rootOf(after, present.template);
}

/** The name of the template of the outermost stack around one. */
function rootOf(app: App, name: string): string {
  const around = [name];
  for (let outer = app.template(name)?.nestedIn; outer && !around.includes(outer.template); outer = app.template(outer.template)?.nestedIn) {
    around.push(outer.template);
  }
  return around[around.length - 1];
}
