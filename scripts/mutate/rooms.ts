/** A part of `src/` whose faults have to be noticed by tests of its own. */
export interface MutatedRoom {
  /** Below `src/`. */
  readonly room: string;
  /** The tests that are asked, below `test/`. Those of other rooms may notice a fault, too, but say less of where it is. */
  readonly tests: readonly string[];
  /** What is not mutated, below `src/`, and why it says nothing. */
  readonly spared?: { readonly [path: string]: string };
}

// docs/decisions/0081
/** From the bottom of the ladder to the top. */
export const MUTATED_ROOMS: readonly MutatedRoom[] = [
  { room: 'encryption', tests: ['encryption'] },
  { room: 'template', tests: ['template'] },
  {
    room: 'policy-evaluation',
    tests: ['policy-evaluation'],
    spared: { 'policy-evaluation/actions': 'written by "npx projen policy-evaluation:actions" from what AWS publishes' },
  },
  { room: 'policy', tests: ['policy', 'bucket/accepted-keys', 'bucket/grantees', 'bucket/meaning', 'logging/confine-statements', 'mixins'] },
  { room: 'mixins', tests: ['mixins'] },
  { room: 'validation/posture', tests: ['validation/posture', 'validation/rules'] },
  { room: 'validation/rules', tests: ['validation/rules'] },
  { room: 'validation/rule-sets', tests: ['validation/rule-sets'] },
  { room: 'validation/assembly', tests: ['validation/assembly'] },
  { room: 'validation/reports', tests: ['validation/reports'] },
  { room: 'validation/migration', tests: ['validation/migration', 'cli/migrate'] },
  { room: 'validation/checks', tests: ['validation/checks'] },
];

/** Tests below `test/` that say nothing about a fault in a sandbox, and why. */
export const NOT_ASKED: { readonly [pattern: string]: string } = {
  'validation/rules/index.test.ts': 'reads the source, which is instrumented',
};

/** The least score, in percent. */
export const LEAST_SCORE = 85;
