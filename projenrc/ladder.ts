import { Component, type awscdk } from 'projen';

/**
 * The makers' ladder: a room may import from the rooms before it, never from those after it.
 *
 * This is the only place where the order is written down; ESLint enforces it.
 */
export const MAKERS = [
  ['encryption'],
  ['policy'],
  ['mixins'],
  ['logging'],
  ['bucket'],
  ['replication'],
  ['existing-objects', 'monitoring', 'guardrails'],
];

/**
 * The judges' tower speaks the makers' words (`encryption/`) and knows nothing else of them.
 */
export const JUDGES = [
  ['validation/template'],
  ['validation/policy-evaluation'],
  ['validation/posture'],
  ['validation/rules'],
  ['validation/assembly'],
  ['validation/reports'],
];

interface Zone {
  readonly target: string;
  readonly from: string;
  readonly message: string;
}

/** Turns the ladder into lint: `import/no-restricted-paths` and `import/no-cycle`. */
export class Ladder extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.eslint?.addRules({
      'import/no-cycle': ['error', { ignoreExternal: true }],
      'import/no-restricted-paths': ['error', { zones: [...climbing(MAKERS), ...climbing(JUDGES), ...towers(), ...privateRooms()] }],
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

function towers(): Zone[] {
  const makers = MAKERS.flat();
  const judging = ['validation', 'cli'];
  return [
    ...judging.flatMap((judge) => makers.filter((room) => room !== 'encryption').map((maker) => ({
      target: `./src/${judge}`,
      from: `./src/${maker}`,
      message: 'Judges never import makers: a rule must hold for buckets that nobody here has built.',
    }))),
    ...makers.flatMap((maker) => judging.map((judge) => ({
      target: `./src/${maker}`,
      from: `./src/${judge}`,
      message: 'Makers never import judges: a construct must not pass a check by asking it.',
    }))),
  ];
}

/** What lies in a room's `private/` folder is nobody else's. */
function privateRooms(): Zone[] {
  return [...MAKERS.flat(), ...JUDGES.flat()].flatMap((room) => {
    const path = room.split('/');
    // Outside the tower, and in the other rooms of it.
    return path.map((_, depth) => ({
      target: `./src/${[...path.slice(0, depth), `!(${path[depth]})`].join('/')}/**/*`,
      from: `./src/${room}/private`,
      message: `${room}/private/ is private to ${room}/.`,
    }));
  });
}
