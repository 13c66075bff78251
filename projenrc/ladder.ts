import { Component, type awscdk } from 'projen';

// docs/decisions/0023
/**
 * The ground that both towers stand on: the words of the field, and the reading of templates and policies. It builds
 * nothing and judges nothing, and doesn't load `aws-cdk-lib`.
 *
 * Here and below, a room may import from the rooms before it, never from those after it. This is the only place where the
 * order is written down; ESLint enforces it.
 */
export const GROUND = [
  ['encryption', 'library', 'services', 'template', 'template-parser'],
  ['policy-evaluation'],
  ['legacy-policy'],
];

/** What each copy of the library knows about constructs: for whoever has constructs at hand. */
export const CONSTRUCT_STATE = ['construct-state'];

/** The makers' tower: constructs. */
export const MAKERS = [
  ['cdk'],
  ['shapes'],
  ['keys'],
  ['policy'],
  ['mixins'],
  ['logging'],
  ['bucket'],
  ['bucket-kinds'],
  ['batch'],
  ['replication'],
  ['existing-objects', 'monitoring', 'guardrails', 'defaults'],
];

/** The judges' tower: rules. */
export const JUDGES = [
  ['validation/posture'],
  ['validation/rules'],
  ['validation/custom-rules'],
  ['validation/rule-sets'],
  ['validation/assembly'],
  ['validation/reports'],
  ['validation/migration', 'validation/comparison'],
  ['cli', 'validation/checks', 'hook-function'],
];

// docs/decisions/0051
/** Rooms that can be used where `aws-cdk-lib` isn't installed: the CLI and everything that it loads. */
export const WITHOUT_CDK = [...GROUND.flat(), ...JUDGES.flat().filter((room) => room !== 'validation/checks')];

/** Every room of `src/`. */
export const ROOMS = [...GROUND.flat(), ...CONSTRUCT_STATE, ...MAKERS.flat(), ...JUDGES.flat()];

interface Zone {
  readonly target: string;
  readonly from: string;
  readonly except?: string[];
  readonly message: string;
}

/** Turns the ladder into lint: `import/no-restricted-paths` and `no-restricted-imports`. */
export class Ladder extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.eslint?.addRules({
      'import/no-restricted-paths': ['error', { zones: [...climbing(GROUND), ...climbing(MAKERS), ...climbing(JUDGES), ...grounded(), ...stateOfConstructs(), ...towers(), ...offered()] }],
    });
    project.eslint?.addOverride({
      files: WITHOUT_CDK.map((room) => `src/${room}/**/*.ts`),
      rules: {
        '@typescript-eslint/no-restricted-imports': ['error', {
          patterns: [{ regex: '^(?:aws-cdk-lib|constructs|cdk-nag)(?:/|$)', allowTypeImports: true, message: 'This room is used without aws-cdk-lib: import types only (see ARCHITECTURE.md).' }],
        }],
      },
    });
  }
}

function climbing(ladder: string[][]): Zone[] {
  return ladder.flatMap((step, height) =>
    step.flatMap((room) => [
      ...ladder.slice(height + 1).flat(),
      ...step.filter((neighbour) => neighbour !== room),
    ].map((above) => ({
      target: `./src/${room}`,
      from: `./src/${above}`,
      message: `${room}/ stands below or beside ${above}/ on the ladder (see ARCHITECTURE.md).`,
    }))),
  );
}

const JUDGING = ['validation', 'cli', 'hook-function'];

/** What both towers stand on imports neither. */
function grounded(): Zone[] {
  return GROUND.flat().flatMap((room) => [...MAKERS.flat(), ...JUDGING].map((above) => ({
    target: `./src/${room}`,
    from: `./src/${above}`,
    message: `${room}/ stands below both towers (see ARCHITECTURE.md).`,
  })));
}

/** Of ours it imports the name and version of the package alone, and who reads templates has no constructs to ask about. */
function stateOfConstructs(): Zone[] {
  return CONSTRUCT_STATE.flatMap((state) => [
    ...[...GROUND.flat().filter((room) => room !== 'library'), ...MAKERS.flat(), ...JUDGING].map((room) => ({
      target: `./src/${state}`,
      from: `./src/${room}`,
      message: `${state}/ imports no room but library/.`,
    })),
    ...WITHOUT_CDK.map((room) => ({
      target: `./src/${room}`,
      from: `./src/${state}`,
      message: `${room}/ is used without aws-cdk-lib, which ${state}/ needs.`,
    })),
  ]);
}

function towers(): Zone[] {
  const makers = MAKERS.flat();
  return [
    ...JUDGING.flatMap((judge) => makers.map((maker) => ({
      target: `./src/${judge}`,
      from: `./src/${maker}`,
      message: 'Judges never import makers: a rule must hold for buckets that nobody here has built.',
    }))),
    ...makers.flatMap((maker) => JUDGING.map((judge) => ({
      target: `./src/${maker}`,
      from: `./src/${judge}`,
      message: 'Makers never import judges: a construct must not pass a check by asking it.',
    }))),
  ];
}

/** What a room offers to other rooms stands in its `index.ts`, and in `internal.ts` what users don't get. */
const OFFERED = ['./index.ts', './internal.ts'];

// docs/decisions/0064
/** Nobody imports past what a room offers. */
function offered(): Zone[] {
  return ROOMS.flatMap((room) => {
    const path = room.split('/');
    // Outside the tower, and in the other rooms of it.
    return path.map((_, depth) => ({
      target: `./src/${[...path.slice(0, depth), `!(${path[depth]})`].join('/')}/**/*`,
      from: `./src/${room}`,
      except: OFFERED,
      message: `Import from ${room}/index.ts or ${room}/internal.ts: what else stands in ${room}/ is its own.`,
    }));
  });
}
