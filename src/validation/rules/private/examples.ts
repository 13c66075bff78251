import type { RuleExamples } from '../rule';

/** Templates as they are written beside a rule, without the indentation that they have there. */
export function examples({ good, bad }: RuleExamples): RuleExamples {
  return { good: dedented(good), bad: dedented(bad) };
}

function dedented(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indentation = Math.min(...lines.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return `${lines.map((line) => line.slice(indentation)).join('\n')}\n`;
}
