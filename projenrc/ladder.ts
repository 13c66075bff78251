import { Component, type awscdk } from 'projen';

/**
 * The ground that both towers stand on: the words of the field, and the reading of templates and policies. It builds
 * nothing and judges nothing.
 *
 * Here and below, a room may import from the rooms before it, never from those after it. This is the only place where the
 * order is written down; ESLint enforces it.
 */
export const GROUND = [
  ['encryption', 'template'],
  ['policy-evaluation'],
  ['legacy-policy'],
];

/** The makers' tower: constructs. */
export const MAKERS = [
  ['policy'],
  ['mixins'],
  ['logging'],
  ['bucket'],
  ['batch'],
  ['replication'],
  ['existing-objects', 'monitoring', 'guardrails'],
];

/** The judges' tower: rules. */
export const JUDGES = [
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
      'import/no-restricted-paths': ['error', { zones: [...climbing(GROUND), ...climbing(MAKERS), ...climbing(JUDGES), ...grounded(), ...towers(), ...privateRooms()] }],
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

const JUDGING = ['validation', 'cli'];

/** What both towers stand on imports neither. */
function grounded(): Zone[] {
  return GROUND.flat().flatMap((room) => [...MAKERS.flat(), ...JUDGING].map((above) => ({
    target: `./src/${room}`,
    from: `./src/${above}`,
    message: `${room}/ stands below both towers (see ARCHITECTURE.md).`,
  })));
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

/** What lies in a room's `private/` folder is nobody else's. */
function privateRooms(): Zone[] {
  return [...GROUND.flat(), ...MAKERS.flat(), ...JUDGES.flat()].flatMap((room) => {
    const path = room.split('/');
    // Outside the tower, and in the other rooms of it.
    return path.map((_, depth) => ({
      target: `./src/${[...path.slice(0, depth), `!(${path[depth]})`].join('/')}/**/*`,
      from: `./src/${room}/private`,
      message: `${room}/private/ is private to ${room}/.`,
    }));
  });
}
