import type * as ts from 'typescript';
import { OTree } from '../rosetta';

/** A text with values in braces, as Python and C# have them: rosetta leaves the names in them as they are in TypeScript. */
export function template(prefix: string, node: ts.TemplateExpression, convert: (expression: ts.Expression) => OTree): OTree {
  const spans = node.templateSpans.flatMap(({ expression, literal }) => ['{', convert(expression), '}', escaped(literal.text)]);
  return new OTree([`${prefix}"`, escaped(node.head.text), ...spans, '"']);
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1).replace(/[{}]/g, '$&$&');
}
