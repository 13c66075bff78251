/**
 * A text as a pattern of a policy that matches this text only: in resources and condition values, `*`, `?` and `${` stand
 * for more than themselves, and IAM has variables for the characters.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export function literalPattern(text: string): string {
  return text.replace(/[*?]|\$(?=\{(?!Token\[))/g, (character) => `\${${character}}`);
}

/** Whether a text stands for more than itself in a policy. Text around tokens is looked at, too. */
export function isPattern(text: string): boolean {
  return literalPattern(text) !== text;
}
