import { useId } from 'preact/hooks';
import { ENCRYPTION_CHOICES, type Filter, isFiltering, matches, NO_FILTER, WEIGHT_CHOICES } from './filter';
import type { Model } from './model';
import { counted, ENCRYPTION_WORDS } from './words';

const WEIGHTS: Readonly<Record<string, string>> = {
  any: 'All', error: 'With errors', warning: 'With warnings', unknown: 'With unknown', none: 'Without findings',
};

/** One filter for map and table. */
export function FilterBar({ filter, model, onFilter }: { filter: Filter; model: Model; onFilter: (filter: Filter) => void }) {
  const id = useId();
  const found = model.rows.filter((row) => matches(filter, row)).length;
  return (
    <form class="filter" role="search" onSubmit={(event) => event.preventDefault()}>
      <div class="field wide">
        <label for={`${id}-text`}>Find buckets</label>
        <input id={`${id}-text`} type="search" value={filter.text} placeholder="Name, stack, account, Region, or key" autocomplete="off" spellcheck={false}
          onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })} />
      </div>
      <div class="field">
        <label for={`${id}-encryption`}>Encryption</label>
        <select id={`${id}-encryption`} value={filter.encryption} onChange={(event) => onFilter({ ...filter, encryption: event.currentTarget.value as Filter['encryption'] })}>
          {ENCRYPTION_CHOICES.map((one) => <option key={one} value={one}>{one === 'any' ? 'All' : ENCRYPTION_WORDS[one]}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${id}-weight`}>Findings</label>
        <select id={`${id}-weight`} value={filter.weight} onChange={(event) => onFilter({ ...filter, weight: event.currentTarget.value as Filter['weight'] })}>
          {WEIGHT_CHOICES.map((one) => <option key={one} value={one}>{WEIGHTS[one]}</option>)}
        </select>
      </div>
      <p class="found" aria-live="polite">{isFiltering(filter) ? `${counted(found, 'bucket')} of ${model.rows.length.toLocaleString('en')}` : counted(found, 'bucket')}</p>
      {isFiltering(filter) && <button type="button" class="plain" onClick={() => onFilter(NO_FILTER)}>Clear filter</button>}
    </form>
  );
}
