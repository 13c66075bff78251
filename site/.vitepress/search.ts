/*
 * Both functions are written into the page as text: they use nothing but their parameters.
 */

/** The words by which a word of a page or a question is found: itself, its parts, and its stem; none for words that are everywhere. */
export function processTerm(term: string): string[] | false {
  const everywhere = ['a', 'an', 'and', 'are', 'can', 'do', 'does', 'for', 'how', 'i', 'in', 'is', 'it', 'my', 'of', 'on', 'or', 'the', 'to', 'which', 'with'];
  const stem = (word: string) => {
    const lower = word.toLowerCase();
    return lower.length < 4 ? lower : lower.replace(/(?:ing|ed|es|s|e)$/, '');
  };
  if (everywhere.includes(term.toLowerCase())) { return false; }
  const parts = term.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  return [...new Set([term.toLowerCase(), stem(term), ...(parts.length > 1 ? parts.map(stem) : [])])];
}

/** A guide or rule that is named so first, guides before lists of pages and the API, and these before what contributors read. */
export function boostDocument(id: string, term: string): number {
  if (id.toLowerCase().includes(`/${term}.html#`) && !id.includes('/api/')) { return 4; }
  if (/\/(?:decisions|contributing|architecture|changelog|benchmarks|deployment-tests|third-party)/.test(id)) { return 0.3; }
  if (/\/(?:api\/|documentation|rules\/#|#)/.test(id)) { return 0.7; }
  return /\/(?:guides\/|moving|faq)/.test(id) ? 1.5 : 1;
}
