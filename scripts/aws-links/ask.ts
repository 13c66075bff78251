/** What became of a page. */
export type Outcome =
  | { readonly kind: 'there' }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'gone'; readonly status: number }
  | { readonly kind: 'no such section'; readonly section: string }
  /** Nobody answered, or said that it cannot now: neither there nor gone. */
  | { readonly kind: 'not checked'; readonly why: string };

const MOST_REDIRECTS = 5;
const MILLISECONDS = 20_000;

/** Asks for a page, follows where it has moved to, and looks for the section that the link names. */
export async function ask(address: string): Promise<Outcome> {
  const [page, section] = address.split('#');
  try {
    const { answer, at } = await follow(page);
    if (answer.status === 404 || answer.status === 410) { return { kind: 'gone', status: answer.status }; }
    if (!answer.ok) { return { kind: 'not checked', why: `HTTP ${answer.status}` }; }
    if (at !== page) { return { kind: 'moved', to: section === undefined ? at : `${at}#${section}` }; }
    return section === undefined || await hasSection(page, section) ? { kind: 'there' } : { kind: 'no such section', section };
  } catch (error) {
    const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
    return { kind: 'not checked', why: cause?.code ?? message };
  }
}

async function follow(page: string): Promise<{ readonly answer: Response; readonly at: string }> {
  let at = page;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await request(at, 'HEAD');
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || location === null) { return { answer, at }; }
    at = new URL(location, at).href;
  }
  throw new Error(`more than ${MOST_REDIRECTS} redirects`);
}

async function hasSection(page: string, section: string): Promise<boolean> {
  const text = await (await request(page, 'GET')).text();
  return ['id', 'name'].some((attribute) => text.includes(`${attribute}="${section}"`));
}

function request(address: string, method: 'GET' | 'HEAD'): Promise<Response> {
  return fetch(address, { method, redirect: 'manual', signal: AbortSignal.timeout(MILLISECONDS) });
}
