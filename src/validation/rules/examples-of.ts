import * as EXAMPLES from './examples';
import type { RuleExamples } from './private/examples';

// docs/decisions/0089
/** The examples of a rule of this library. They are not part of the rule, so that nobody loads them who only asks the rule. */
export function examplesOf({ name }: { readonly name: string }): RuleExamples {
  return (EXAMPLES as { readonly [name: string]: RuleExamples })[`${name[0].toLowerCase()}${name.slice(1)}Examples`];
}
