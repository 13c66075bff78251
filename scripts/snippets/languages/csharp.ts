import type * as ts from 'typescript';
import { CSharpVisitor, OTree } from '../rosetta';
import { template } from './template';

type Renderer = Parameters<CSharpVisitor['forOfStatement']>[1];

/** Rosetta's C#, but for loops, for properties in texts, and for empty arrays, whose type C# cannot infer. */
export class CSharp extends CSharpVisitor {
  public override arrayLiteralExpression(node: ts.ArrayLiteralExpression, renderer: Renderer): OTree {
    const type = renderer.typeChecker.getContextualType(node);
    const element = type && renderer.typeChecker.getNonNullableType(type).getNumberIndexType()?.symbol;
    if (node.elements.length > 0 || !element) { return super.arrayLiteralExpression(node, renderer); }
    return new OTree([`new ${element.name}[] { }`]);
  }

  public override templateExpression(node: ts.TemplateExpression, renderer: Renderer): OTree {
    return template('$', node, (expression) => renderer.convert(expression));
  }

  public override forOfStatement(node: ts.ForOfStatement, renderer: Renderer): OTree {
    const [{ name }] = (node.initializer as ts.VariableDeclarationList).declarations;
    return new OTree(['foreach (var ', name.getText(), ' in ', renderer.convert(node.expression), ') '], [renderer.convert(node.statement)], { canBreakLine: true });
  }
}
