import { useId } from 'preact/hooks';
import { ENCRYPTION_CHOICES, type Filter, isFiltering, matches, NO_FILTER, TYPE_CHOICES, WEIGHT_CHOICES } from './filter';
import type { Model } from './model';
import { counted, ENCRYPTION_WORDS, TYPE_WORDS } from './words';

const WEIGHTS: Readonly<Record<string, string>> = {
  any: 'All',
  error: 'With errors',
  warning: 'With warnings',
  unknown: 'With unknown',
  known: 'With known findings',
  acknowledged: 'With acknowledged findings',
  none: 'Without findings',
};

/** One filter for map and table. */
export function FilterBar({ filter, model, onFilter }: { filter: Filter; model: Model; onFilter: (filter: Filter) => void }) {
  const id = useId();
  // What no bucket has is nothing to look for.
  const weights = WEIGHT_CHOICES.filter((one) => one !== 'known' || model.hasBaseline);
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
      {model.types.length > 1 && (
        <div class="field">
          <label for={`${id}-type`}>Type of bucket</label>
          <select id={`${id}-type`} value={filter.type} onChange={(event) => onFilter({ ...filter, type: event.currentTarget.value as Filter['type'] })}>
            {TYPE_CHOICES.filter((one) => one === 'any' || model.types.includes(one)).map((one) => <option key={one} value={one}>{one === 'any' ? 'All' : TYPE_WORDS[one]}</option>)}
          </select>
        </div>
      )}
      <div class="field">
        <label for={`${id}-weight`}>Findings</label>
        <select id={`${id}-weight`} value={filter.weight} onChange={(event) => onFilter({ ...filter, weight: event.currentTarget.value as Filter['weight'] })}>
          {weights.map((one) => <option key={one} value={one}>{WEIGHTS[one]}</option>)}
        </select>
      </div>
      <p class="found" aria-live="polite">{isFiltering(filter) ? `${counted(found, 'bucket')} of ${model.rows.length.toLocaleString('en')}` : counted(found, 'bucket')}</p>
      {isFiltering(filter) && <button type="button" class="plain" onClick={() => onFilter(NO_FILTER)}>Clear filter</button>}
    </form>
  );
}
