import { Random } from './random/random';
import { wordsOf } from './random/universe';
import { Budget } from '../../../src/policy-evaluation/search/budget';
import { type PatternToken, Reading } from '../../../src/policy-evaluation/search/pattern-set';
import { PatternSets } from '../../../src/policy-evaluation/search/text-requirements';
import { findText } from '../../../src/policy-evaluation/search/text-search';
import { piecesOf } from '../../../src/policy-evaluation/text-pattern';
import { FRESH, Gap } from '../../../src/policy-evaluation/tokens';
import { Hole, Text } from '../../../src/template';

const FIRST = Number(process.env.FIRST_SEED ?? 1);
const SETS = 600;
const PIECES = ['a', 'b', '/', '*', '*', '?'];

/** No pattern has the last letter. */
const WORDS = wordsOf(['a', 'b', '/', FRESH], 1, 4);
const FILLINGS = ['a', 'b', 'ab', 'aa', 'ba'];

/** Patterns, of which those of each wanted list one has to match, and of the unwanted one none. */
interface Patterns {
  readonly wanted: readonly (readonly string[])[];
  readonly unwanted: readonly string[];
}

/** `P` stands for a hole. */
function randomPatterns(random: Random, pieces: readonly string[]): Patterns {
  const pattern = () => random.some(pieces, 1, 5).join('');
  const patterns = (least: number, most: number) => Array.from({ length: least + random.below(most - least + 1) }, pattern);
  return { wanted: Array.from({ length: random.below(4) }, () => patterns(1, 2)), unwanted: patterns(0, 5) };
}

function tokensOf(pattern: string): readonly PatternToken[] {
  const text = Text.of(...pattern.split(/(P)/).map((part) => (part === 'P' ? new Hole('P') : part)));
  return piecesOf(text, { wildcards: true }) as readonly PatternToken[];
}

function found({ wanted, unwanted }: Patterns, surely: boolean): string | undefined {
  const budget = new Budget(1_000_000);
  const sets = new PatternSets(budget);
  const [must, mustNot] = surely ? [Reading.SURE, Reading.POSSIBLE] : [Reading.POSSIBLE, Reading.SURE];
  const text = findText([{ free: { least: 1, allows: () => true } }], [
    ...wanted.map((patterns) => ({ patterns: sets.of(patterns.map(tokensOf), must, false), wanted: true })),
    ...(unwanted.length === 0 ? [] : [{ patterns: sets.of(unwanted.map(tokensOf), mustNot, false), wanted: false }]),
  ], budget);
  return text?.map((symbol) => (symbol instanceof Gap ? 'P' : symbol)).join('');
}

function matches(pattern: string, word: string): boolean {
  const source = pattern.replace(/[/*?]/g, (piece) => ({ '/': '\\/', '*': '[^]*', '?': '[^]' })[piece] ?? '');
  return new RegExp(`^${source}$`).test(word);
}

function isGood({ wanted, unwanted }: Patterns, word: string): boolean {
  return wanted.every((patterns) => patterns.some((pattern) => matches(pattern, word))) && !unwanted.some((pattern) => matches(pattern, word));
}

function filled({ wanted, unwanted }: Patterns, filling: string): Patterns {
  const fill = (pattern: string) => pattern.replace(/P/g, filling);
  return { wanted: wanted.map((patterns) => patterns.map(fill)), unwanted: unwanted.map(fill) };
}

test('a word that matches some patterns and not others is found if and only if there is one', () => {
  for (let seed = FIRST; seed < FIRST + SETS; seed++) {
    const patterns = randomPatterns(new Random(seed), PIECES);
    const word = found(patterns, true);
    expect({ seed, patterns, isRight: word === undefined ? !WORDS.some((one) => isGood(patterns, one)) : isGood(patterns, word) })
      .toEqual({ seed, patterns, isRight: true });
    expect(found(patterns, false)).toBe(word);
  }
});

test('what is found with a hole in the patterns is right for each filling, and what cannot be is right for none', () => {
  let told = 0;
  for (let seed = FIRST; seed < FIRST + SETS; seed++) {
    const patterns = randomPatterns(new Random(seed), [...PIECES, 'P']);
    const word = found(patterns, true);
    const isImpossible = found(patterns, false) === undefined;
    told += word !== undefined || isImpossible ? 1 : 0;
    const wrong = FILLINGS.filter((filling) => {
      const these = filled(patterns, filling);
      return word === undefined ? isImpossible && WORDS.some((one) => isGood(these, one)) : !isGood(these, word.replace(/P/g, filling));
    });
    expect({ seed, patterns, word, wrong }).toEqual({ seed, patterns, word, wrong: [] });
  }
  expect(told / SETS).toBeGreaterThan(0.65);
});
