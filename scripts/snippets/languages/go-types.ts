import type * as ts from 'typescript';
import { qualified } from './go-names';
import { determineJsiiType, lookupJsiiSymbol, resolveJsiiSymbolType } from '../rosetta';

const BUILT_IN: { readonly [name: string]: string } = { boolean: '*bool', number: '*float64', string: '*string' };

/** The type as Go has it where a value is held: structs are pointers, classes and interfaces are not. */
export function goType(checker: ts.TypeChecker, type: ts.Type | undefined): string {
  if (!type) { return 'interface{}'; }
  const known = checker.getNonNullableType(type);
  const jsiiType = determineJsiiType(checker, known);
  switch (jsiiType.kind) {
    case 'builtIn': return BUILT_IN[jsiiType.builtIn] ?? 'interface{}';
    case 'list': return `*[]${goType(checker, known.getNumberIndexType())}`;
    case 'map': return `*map[string]${goType(checker, known.getStringIndexType())}`;
    case 'namedType': {
      const symbol = known.symbol && lookupJsiiSymbol(checker, known.symbol);
      if (!symbol) { return 'interface{}'; }
      return `${'datatype' in resolveJsiiSymbolType(symbol) ? '*' : ''}${qualified(symbol.fqn)}`;
    }
    default: return 'interface{}';
  }
}
