/** A part of `src/` whose faults have to be noticed by tests of its own. */
export interface MutatedRoom {
  /** Below `src/`. */
  readonly room: string;
  /** The tests that are asked, below `test/`. Those of other rooms may notice a fault, too, but say less of where it is. */
  readonly tests: readonly string[];
  /**
   * Whether it makes no constructs. Then what is checked of each template that a test makes (`test/support/set-up-after-env.ts`) says nothing
   * about it. To load CDK for that takes longer than most of its tests.
   */
  readonly readsOnly?: boolean;
  /** What is not mutated, below `src/`, and why it says nothing. */
  readonly spared?: { readonly [path: string]: string };
}

// docs/decisions/0081
/** From the bottom of the ladder to the top. */
export const MUTATED_ROOMS: readonly MutatedRoom[] = [
  { room: 'encryption', tests: ['encryption'] },
  { room: 'template', tests: ['template'], readsOnly: true },
  {
    room: 'policy-evaluation',
    tests: ['policy-evaluation'],
    readsOnly: true,
    spared: { 'policy-evaluation/actions': 'written by "npx projen policy-evaluation:actions" from what AWS publishes' },
  },
  { room: 'policy', tests: ['policy', 'bucket-kinds', 'bucket/accepted-keys', 'bucket/grantees', 'bucket/meaning', 'logging/confine-statements', 'mixins'] },
  { room: 'mixins', tests: ['mixins'] },
  { room: 'validation/posture', tests: ['validation/posture', 'validation/rules'], readsOnly: true },
  { room: 'validation/rules', tests: ['validation/rules'], readsOnly: true },
  { room: 'validation/rule-sets', tests: ['validation/rule-sets'], readsOnly: true },
  { room: 'validation/custom-rules', tests: ['validation/custom-rules'], readsOnly: true },
  { room: 'validation/assembly', tests: ['validation/assembly', 'cli/duplicate-keys'], readsOnly: true },
  { room: 'validation/reports', tests: ['validation/reports'] },
  { room: 'validation/migration', tests: ['validation/migration', 'cli/migrate'] },
  { room: 'validation/comparison', tests: ['validation/comparison', 'cli/diff'], readsOnly: true },
  { room: 'validation/checks', tests: ['validation/checks'] },
];

/** Tests below `test/` that say nothing about a fault in a sandbox, and why. */
export const NOT_ASKED: { readonly [pattern: string]: string } = {
  'validation/rules/index.test.ts': 'reads the source, which is instrumented',
};

/** The least score, in percent. */
export const LEAST_SCORE = 85;
