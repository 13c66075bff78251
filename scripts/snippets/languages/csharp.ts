import type * as ts from 'typescript';
import { CSharpVisitor, OTree } from '../rosetta';

type Renderer = Parameters<CSharpVisitor['forOfStatement']>[1];

/** Rosetta's C#, but for loops. */
export class CSharp extends CSharpVisitor {
  public override forOfStatement(node: ts.ForOfStatement, renderer: Renderer): OTree {
    const [{ name }] = (node.initializer as ts.VariableDeclarationList).declarations;
    return new OTree(['foreach (var ', name.getText(), ' in ', renderer.convert(node.expression), ') '], [renderer.convert(node.statement)], { canBreakLine: true });
  }
}
