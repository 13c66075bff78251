import { createContext } from 'preact';
import { flushSync } from 'preact/compat';
import { useContext, useEffect, useState } from 'preact/hooks';

/** Whether the report is on its way to paper, which has everything on one page after another. */
export const Printing = createContext(false);

export function usePrinting(): boolean {
  return useContext(Printing);
}

/** What the browser says of it. */
export function useBrowserPrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
