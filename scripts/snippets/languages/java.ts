import * as ts from 'typescript';
import { JavaVisitor, OTree } from '../rosetta';

type Renderer = Parameters<JavaVisitor['propertyAccessExpression']>[1];
type Submodule = Parameters<JavaVisitor['propertyAccessExpression']>[2];

/** Rosetta's Java, but for properties of which a method is called, which have getters too, and for the variables of loops. */
export class Java extends JavaVisitor {
  public override propertyAccessExpression(node: ts.PropertyAccessExpression, renderer: Renderer, submodule?: Submodule): OTree {
    const { convertPropertyToGetter, discardPropertyAccess } = renderer.currentContext;
    const isCalled = convertPropertyToGetter === false && !discardPropertyAccess;
    if (submodule || !isCalled || ts.isIdentifier(node.expression) || node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      return super.propertyAccessExpression(node, renderer, submodule);
    }
    return new OTree([renderer.updateContext({ convertPropertyToGetter: true }).convert(node.expression), '.', node.name.text]);
  }

  public override forOfStatement(node: ts.ForOfStatement, renderer: Renderer): OTree {
    const [{ name }] = (node.initializer as ts.VariableDeclarationList).declarations;
    return new OTree(['for (var ', name.getText(), ' : ', renderer.convert(node.expression), ') '], [renderer.convert(node.statement)], { canBreakLine: true });
  }
}

/** Lists are of type List, and runs of capital letters have one capital: `enforceSSL` is `enforceSsl`, as jsii-pacmak names it. */
export function asJavaNames(source: string): string {
  return source
    .replace(/^([A-Z]\w*(?:<[\w, ]+>)?)\[\] (\w+) = /gm, 'List<$1> $2 = ')
    .replace(/(?<=\.[a-z][a-z0-9]*[A-Z])[A-Z]+(?=\()/g, (capitals) => capitals.toLowerCase());
}
