import * as ts from 'typescript';
import { type ObjectLiteralStruct, OTree, PythonVisitor } from '../rosetta';
import { template } from './template';

type Renderer = Parameters<PythonVisitor['knownStructObjectLiteralExpression']>[2];

/**
 * Rosetta's Python, but for structs that a variadic parameter takes, which are values there and no keyword arguments, for
 * properties in texts, and for casts.
 */
export class Python extends PythonVisitor {
  public override knownStructObjectLiteralExpression(node: ts.ObjectLiteralExpression, struct: ObjectLiteralStruct, renderer: Renderer): OTree {
    const isVariadic = renderer.currentContext.variadicArgument === true;
    return super.knownStructObjectLiteralExpression(node, struct,
      isVariadic ? renderer.updateContext({ tailPositionArgument: false, variadicArgument: false }) : renderer);
  }

  public override templateExpression(node: ts.TemplateExpression, renderer: Renderer): OTree {
    return template('f', node, (expression) => renderer.convert(expression));
  }

  public override parenthesizedExpression(node: ts.ParenthesizedExpression, renderer: Renderer): OTree {
    return ts.isAsExpression(node.expression) ? renderer.convert(node.expression) : super.parenthesizedExpression(node, renderer);
  }

  public override asExpression(node: ts.AsExpression, renderer: Renderer): OTree {
    return new OTree([`typing.cast(${node.type.getText()}, `, renderer.convert(node.expression), ')']);
  }
}
