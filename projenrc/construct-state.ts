import { Component, type awscdk } from 'projen';
import { MAKERS } from './ladder';

/** The words of the field, and the makers. What reads templates keeps answers about them, which nobody else needs. */
const ROOMS = ['encryption', ...MAKERS.flat()];

/** Variables of a module, and static properties of a class: they live as long as the module does. */
const OF_MODULE = ':matches(:matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator, PropertyDefinition[static=true])';

/** What is empty when the module is loaded, to be filled later. */
const TO_BE_FILLED = ':matches(NewExpression[callee.name=/^(Map|Set)$/][arguments.length=0], ArrayExpression[elements.length=0], ObjectExpression[properties.length=0])';

const KEPT_IN_MODULE = 'An app can load several copies of this library, and each has its own modules. '
  + 'Keep what is known of a construct in a ConstructMap or ConstructSet of src/construct-state/ (docs/decisions/0046).';

const CLASS_OF_ONE_COPY = 'An app can load several copies of this library, and what another one has made is no instance of this class. '
  + 'Ask for a property instead (docs/decisions/0046).';

/** Lint: what is known of a construct is kept where every copy of the library sees it, and holds for what every copy makes. */
export class ConstructState extends Component {
  constructor(project: awscdk.AwsCdkConstructLibrary) {
    super(project);
    project.eslint?.addOverride({
      files: ROOMS.map((room) => `src/${room}/**/*.ts`),
      rules: {
        'no-restricted-syntax': [
          'error',
          { selector: 'NewExpression[callee.name=/^Weak(Map|Set|Ref)$/]', message: KEPT_IN_MODULE },
          { selector: `${OF_MODULE} > ${TO_BE_FILLED}`, message: KEPT_IN_MODULE },
          { selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind=let]', message: KEPT_IN_MODULE },
          // Classes of CDK, which all copies share, are named in their modules (s3.Bucket), or begin with Cfn.
          { selector: 'BinaryExpression[operator=instanceof][right.type=Identifier][right.name!=/^(Cfn|Error$)/]', message: CLASS_OF_ONE_COPY },
        ],
      },
    });
  }
}
