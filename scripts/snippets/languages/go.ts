import * as ts from 'typescript';
import { qualified, splitName } from './go-names';
import { goType } from './go-types';
import {
  analyzeObjectLiteral, GoVisitor, lookupJsiiSymbol, lookupJsiiSymbolFromNode, type ObjectLiteralStruct, OTree, resolveJsiiSymbolType,
} from '../rosetta';

type Renderer = Parameters<GoVisitor['identifier']>[1];
type Call = ts.CallExpression | ts.NewExpression;

/** A value of its own, wherever the expression stands: literals are pointers. */
const VALUE = { isExported: false, isPtr: false, isStruct: false, inMapLiteral: false, wrapPtr: true };

/**
 * Go as jsii-pacmak writes the packages: names have their package, properties are methods, each parameter is given, lists and maps
 * are pointers. Rosetta knows of none.
 */
export class Go extends GoVisitor {
  public override identifier(node: ts.Identifier | ts.StringLiteral | ts.NoSubstitutionTemplateLiteral, renderer: Renderer): OTree {
    const type = lookupJsiiSymbolFromNode(renderer.typeChecker, node);
    return new OTree([type?.symbolType === 'type' ? qualified(type.fqn) : variable(node.text)]);
  }

  public override newExpression(node: ts.NewExpression, renderer: Renderer): OTree {
    const type = lookupJsiiSymbolFromNode(renderer.typeChecker, lastName(node.expression));
    if (!type) { return super.newExpression(node, renderer); }
    const { packageName, typeName } = splitName(type.fqn);
    return new OTree([`${packageName}.New${typeName}(`, this.given(node, renderer), ')'], [], { canBreakLine: true });
  }

  public override regularCallExpression(node: ts.CallExpression, renderer: Renderer): OTree {
    return new OTree([renderer.updateContext({ wrapPtr: false }).convert(node.expression), '(', this.given(node, renderer), ')']);
  }

  public override propertyAccessExpression(...args: Parameters<GoVisitor['propertyAccessExpression']>): OTree {
    const [node, renderer] = args;
    const { typeChecker } = renderer;
    const named = lookupJsiiSymbolFromNode(typeChecker, node.name);
    if (named?.symbolType === 'type') { return new OTree([qualified(named.fqn)]); }
    const member = typeChecker.getSymbolAtLocation(node.name)?.valueDeclaration;
    const owner = lookupJsiiSymbolFromNode(typeChecker, lastName(node.expression));
    const name = upperFirst(node.name.text);
    if (owner?.symbolType === 'type' && member) {
      return new OTree([`${qualified(owner.fqn)}_${ts.isEnumMember(member) ? node.name.text : name}${isProperty(member) ? '()' : ''}`]);
    }
    const type = typeChecker.getNonNullableType(typeChecker.getTypeAtLocation(node.expression));
    const receiver = type.symbol && lookupJsiiSymbol(typeChecker, type.symbol);
    if (!member || !receiver) { return super.propertyAccessExpression(...args); }
    const isStruct = 'datatype' in resolveJsiiSymbolType(receiver);
    return new OTree([renderer.updateContext({ wrapPtr: false }).convert(node.expression), '.', name, isProperty(member) && !isStruct ? '()' : '']);
  }

  public override objectLiteralExpression(node: ts.ObjectLiteralExpression, renderer: Renderer): OTree {
    const literal = analyzeObjectLiteral(renderer.typeChecker, node);
    return literal.kind === 'struct' ? this.knownStructObjectLiteralExpression(node, literal, renderer) : this.keyValueObjectLiteralExpression(node, renderer);
  }

  public override knownStructObjectLiteralExpression(node: ts.ObjectLiteralExpression, struct: ObjectLiteralStruct, renderer: Renderer): OTree {
    const name = struct.kind === 'struct' ? qualified(struct.jsiiSym.fqn) : struct.type.symbol.name;
    return listed([`&${name}{`], renderer.updateContext({ ...VALUE, isStruct: true }).convertAll(node.properties));
  }

  public override keyValueObjectLiteralExpression(node: ts.ObjectLiteralExpression, renderer: Renderer): OTree {
    const type = renderer.typeChecker.getContextualType(node);
    const values = type && renderer.typeChecker.getNonNullableType(type).getStringIndexType();
    return listed([`&map[string]${goType(renderer.typeChecker, values)}{`], renderer.updateContext({ ...VALUE, inMapLiteral: true }).convertAll(node.properties));
  }

  public override arrayLiteralExpression(node: ts.ArrayLiteralExpression, renderer: Renderer): OTree {
    const type = renderer.typeChecker.getContextualType(node) ?? renderer.typeChecker.getTypeAtLocation(node);
    const elements = renderer.typeChecker.getNonNullableType(type).getNumberIndexType();
    return listed([`&[]${goType(renderer.typeChecker, elements)}{`], renderer.updateContext(VALUE).convertAll(node.elements));
  }

  public override propertyAssignment(node: ts.PropertyAssignment, renderer: Renderer): OTree {
    return new OTree([key(node.name, renderer), ': ', renderer.updateContext(VALUE).convert(node.initializer)], [], { canBreakLine: true });
  }

  public override shorthandPropertyAssignment(node: ts.ShorthandPropertyAssignment, renderer: Renderer): OTree {
    return new OTree([key(node.name, renderer), ': ', variable(node.name.text)], [], { canBreakLine: true });
  }

  public override templateExpression(node: ts.TemplateExpression, renderer: Renderer): OTree {
    const text = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].map((part) => part.replace(/%/g, '%%')).join('%v');
    const values = node.templateSpans.flatMap(({ expression }) => [', *', renderer.updateContext({ ...VALUE, wrapPtr: false }).convert(expression)]);
    return new OTree([`jsii.String(fmt.Sprintf(${JSON.stringify(text)}`, ...values, '))']);
  }

  public override token<A extends ts.SyntaxKind>(node: ts.Token<A>, renderer: Renderer): OTree {
    const isBoolean = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
    return isBoolean && renderer.currentContext.wrapPtr ? new OTree([`jsii.Bool(${node.getText()})`]) : super.token(node, renderer);
  }

  public override asExpression(node: ts.AsExpression, renderer: Renderer): OTree {
    return new OTree([renderer.convert(node.expression), `.(${goType(renderer.typeChecker, renderer.typeChecker.getTypeFromTypeNode(node.type))})`]);
  }

  public override variableDeclaration(node: ts.VariableDeclaration, renderer: Renderer): OTree {
    const name = variable(node.name.getText());
    if (node.initializer) { return new OTree([name, ' := ', renderer.updateContext(VALUE).convert(node.initializer)]); }
    return new OTree([`var ${name} ${goType(renderer.typeChecker, renderer.typeChecker.getTypeAtLocation(node))}`]);
  }

  public override forOfStatement(node: ts.ForOfStatement, renderer: Renderer): OTree {
    const [{ name }] = (node.initializer as ts.VariableDeclarationList).declarations;
    return new OTree(['for _, ', variable(name.getText()), ' := range *', renderer.convert(node.expression), ' '], [renderer.convert(node.statement)], { canBreakLine: true });
  }

  /** The arguments, and nil for each parameter that TypeScript may leave out. */
  private given(node: Call, renderer: Renderer): OTree {
    const given = renderer.updateContext(VALUE).convertAll(node.arguments ?? []);
    const omitted = (renderer.typeChecker.getResolvedSignature(node)?.parameters ?? []).slice(given.length)
      .filter(({ valueDeclaration }) => !(valueDeclaration && ts.isParameter(valueDeclaration) && valueDeclaration.dotDotDotToken));
    return new OTree([], [...given, ...omitted.map(() => 'nil')], { separator: ', ' });
  }
}

/** What stands for the whole, where it has the name of its module before it. */
function lastName(node: ts.Expression): ts.Node {
  return ts.isPropertyAccessExpression(node) ? node.name : node;
}

function listed(prefix: string[], children: OTree[]): OTree {
  return new OTree(prefix, children, { suffix: '}', separator: ',', trailingSeparator: true, indent: 1 });
}

function key(name: ts.PropertyName, renderer: Renderer): string {
  const text = ts.isStringLiteralLike(name) || ts.isIdentifier(name) ? name.text : name.getText();
  return renderer.currentContext.inMapLiteral ? JSON.stringify(text) : upperFirst(text);
}

function isProperty(member: ts.Declaration): boolean {
  return ts.isPropertyDeclaration(member) || ts.isPropertySignature(member) || ts.isAccessor(member);
}

const KEYWORDS = ['type', 'range', 'func', 'map', 'package', 'select', 'go', 'chan', 'defer', 'struct', 'interface'];

function variable(name: string): string {
  return KEYWORDS.includes(name) ? `${name}_` : name;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
