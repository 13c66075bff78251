/**
 * A template with a violation of a rule, and the same template without.
 *
 * CloudFormation templates in YAML. If it takes several stacks, `---` separates them. A comment in the first line says where
 * a stack is deployed if that matters: `# Account: 111122223333, Region: eu-west-1`.
 */
export interface RuleExamples {
  readonly good: string;
  readonly bad: string;
}

/** Templates as they are written beside a rule, without the indentation that they have there. */
export function examples({ good, bad }: RuleExamples): RuleExamples {
  return { good: dedented(good), bad: dedented(bad) };
}

function dedented(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indentation = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return `${lines.map((line) => line.slice(indentation)).join('\n')}\n`;
}
