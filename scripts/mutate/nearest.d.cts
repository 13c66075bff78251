export function partsBelow(folder: string, file: string): string[];
export function distance(a: readonly string[], b: readonly string[]): number;
