/** A text with each token, whose value is known at deployment only, as one character, so that the text can be taken apart. */
export function withoutTokens(text: string): string {
  return text.replace(/\$\{Token\[[^\]]*\]\}/g, '\0');
}
