import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Light or dark: as the system has it, until the reader says otherwise. */
export function ThemeSwitch() {
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const [chosen, setChosen] = useState(false);
  useLayoutEffect(() => {
    if (chosen) { document.documentElement.dataset.theme = dark ? 'dark' : 'light'; }
  }, [chosen, dark]);
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => { if (document.documentElement.dataset.theme === undefined) { setDark(system.matches); } };
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, []);
  const onClick = () => {
    setChosen(true);
    setDark(!dark);
  };
  return (
    <button class="theme" type="button" role="switch" aria-checked={dark} onClick={onClick}>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        {dark ? <path d="M16.5 12.3A7 7 0 0 1 7.7 3.5a7 7 0 1 0 8.8 8.8Z" /> : <><circle cx="10" cy="10" r="3.6" /><path d="M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M16 4l-1.4 1.4M5.4 14.6 4 16" /></>}
      </svg>
      <span>Dark</span>
    </button>
  );
}
