import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { BucketTable } from './bucket-table';
import { type Filter, NO_FILTER } from './filter';
import { FilterBar } from './filter-bar';
import { FindingList } from './finding-list';
import { EncryptionMap } from './map/encryption-map';
import { type Model, weightOf } from './model';
import { Overview } from './overview';
import { Printing, useBrowserPrinting } from './parts/printing';
import { ThemeSwitch } from './parts/theme-switch';
import { counted } from './words';

const PAGES = ['overview', 'map', 'buckets', 'findings'] as const;
type Page = typeof PAGES[number];

const TITLES: Readonly<Record<Page, string>> = { overview: 'Overview', map: 'Map', buckets: 'Buckets', findings: 'Findings' };

export function App({ model }: { model: Model }) {
  const [page, setPage] = usePage();
  const [filter, setFilter] = useState(NO_FILTER);
  const [selected, setSelected] = useState<string | undefined>();
  const printing = useBrowserPrinting();
  const tabs = useRef<HTMLDivElement>(null);
  const { data } = model;
  const open = useMemo(() => data.findings.filter((finding) => !['info', 'known', 'acknowledged'].includes(weightOf(finding))).length, [data]);
  const counts: Partial<Record<Page, number>> = { buckets: model.rows.length, findings: open };

  const show = useCallback((next: Page, more: Partial<Filter> = {}) => {
    if (Object.keys(more).length > 0) { setFilter({ ...NO_FILTER, ...more }); }
    setPage(next);
  }, []);
  const showOnMap = useCallback((box: string) => {
    setSelected(box);
    setPage('map');
  }, []);

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) { return; }
    event.preventDefault();
    const next = PAGES[(PAGES.indexOf(page) + step + PAGES.length) % PAGES.length];
    setPage(next);
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };

  const isShown = (one: Page) => printing || one === page;
  return (
    <Printing.Provider value={printing}>
      <header class="top">
        <div class="title">
          <h1>S3 encryption map</h1>
          <p>{counted(data.summary.buckets, 'bucket')} in {counted(data.summary.templates, 'template')}</p>
        </div>
        <ThemeSwitch />
        <div class="tabs" role="tablist" aria-label="Parts of the report" ref={tabs} onKeyDown={onKey}>
          {PAGES.map((one) => (
            <button key={one} id={`tab-${one}`} role="tab" type="button" aria-selected={one === page} aria-controls={`page-${one}`} tabIndex={one === page ? 0 : -1} onClick={() => setPage(one)}>
              {TITLES[one]}{counts[one] === undefined ? '' : <span class="count">{counts[one]!.toLocaleString('en')}</span>}
            </button>
          ))}
        </div>
      </header>
      <main>
        {PAGES.map((one) => (
          <section key={one} id={`page-${one}`} class={`page page-${one}`} role="tabpanel" aria-labelledby={`tab-${one}`} hidden={!isShown(one)}>
            <h2>{TITLES[one]}</h2>
            {isShown(one) && (one === 'map' || one === 'buckets') && <FilterBar filter={filter} onFilter={setFilter} model={model} />}
            {isShown(one) && one === 'overview' && <Overview model={model} show={show} />}
            {isShown(one) && one === 'map' && <EncryptionMap model={model} filter={filter} selected={selected} onSelect={setSelected} />}
            {isShown(one) && one === 'buckets' && <BucketTable model={model} filter={filter} showOnMap={showOnMap} />}
            {isShown(one) && one === 'findings' && <FindingList model={model} showOnMap={showOnMap} />}
          </section>
        ))}
      </main>
      <footer>Written by cdk-s3-encryption {data.version}. This file loads nothing from the network.</footer>
    </Printing.Provider>
  );
}

/** The page is in the address, so that the browser's own buttons work. */
function usePage(): readonly [Page, (page: Page) => void] {
  const read = () => PAGES.find((one) => `#${one}` === location.hash) ?? 'overview';
  const [page, setPage] = useState<Page>(read);
  useEffect(() => {
    const onHash = () => setPage(read());
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return [page, (next) => {
    setPage(next);
    if (location.hash !== `#${next}`) { location.hash = next; }
  }];
}
