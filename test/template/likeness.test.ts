import { alike, Renaming } from '../../src/template/likeness';

/** Of two buckets: what one calls Here, the other calls There. */
function renaming(acrossTemplates = false): Renaming {
  const names = new Renaming(acrossTemplates);
  names.add('Here', 'There');
  names.add('HereKey', 'ThereKey');
  return names;
}

const getAtt = (id: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [id, attribute] });
const sub = (text: unknown) => ({ 'Fn::Sub': text });

const ALIKE: [string, unknown, unknown][] = [
  ['plain values', { A: [1, 'x', true, null] }, { A: [1, 'x', true, null] }],
  ['the order of properties', { A: 1, B: 2 }, { B: 2, A: 1 }],
  ['a reference', { Ref: 'Here' }, { Ref: 'There' }],
  ['a list', ['x', { Ref: 'Here' }, getAtt('HereKey')], ['x', { Ref: 'There' }, getAtt('ThereKey')]],
  ['a pseudo parameter', { Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }],
  ['an attribute', getAtt('Here'), getAtt('There')],
  ['text with references', sub('a-${Here}-${HereKey.Arn}-${AWS::Region}'), sub('a-${There}-${ThereKey.Arn}-${AWS::Region}')],
  ['functions of what is alike', { 'Fn::Join': ['', [getAtt('Here'), '/*']] }, { 'Fn::Join': ['', [getAtt('There'), '/*']] }],
];

const UNALIKE: [string, unknown, unknown][] = [
  ['a value', { A: 1 }, { A: 2 }],
  ['one property more', { A: 1 }, { A: 1, B: 2 }],
  ['one property less', { A: 1, B: 2 }, { A: 1 }],
  ['one item more', ['a'], ['a', 'b']],
  ['one item less', ['a', 'b'], ['a']],
  ['the first item', ['x', 'b'], ['a', 'b']],
  ['the last item', ['a', 'b'], ['a', 'x']],
  ['an item that is not renamed', [{ Ref: 'Here' }], [{ Ref: 'Here' }]],
  ['a reference that is a number', { Ref: 1 }, { Ref: 1 }],
  ['a reference that is a list', { Ref: ['Here'] }, { Ref: ['There'] }],
  ['a reference and a function', { Ref: 'Here' }, { Ref: { Ref: 'There' } }],
  ['an attribute without a name', { 'Fn::GetAtt': ['Here'] }, { 'Fn::GetAtt': ['There'] }],
  ['an attribute and one without a name', getAtt('Here'), { 'Fn::GetAtt': ['There'] }],
  ['an attribute and one with too many', getAtt('Here'), { 'Fn::GetAtt': ['There', 'Arn', 'x'] }],
  ['an attribute by a map', { 'Fn::GetAtt': { 0: 'Here', 1: 'Arn', length: 2 } }, getAtt('There')],
  ['text and text with variables', sub('${Here}'), sub(['${There}', {}])],
  ['a list and a map', [], {}],
  ['a map and a list', {}, []],
  ['null and a map', null, {}],
  ['a property that every object has', { toString: 1 }, {}],
  ['a reference that is not renamed', { Ref: 'Here' }, { Ref: 'Here' }],
  ['a reference to the other of the two', { Ref: 'Here' }, { Ref: 'ThereKey' }],
  // Here, There is some other resource; there, it is the bucket.
  ['a name that is a new one', { Ref: 'There' }, { Ref: 'There' }],
  ['text that is only a name', 'Here', 'There'],
  ['another attribute', getAtt('Here'), getAtt('There', 'DomainName')],
  ['a longer list of an attribute', { 'Fn::GetAtt': ['Here', 'Arn', 'x'] }, { 'Fn::GetAtt': ['There', 'Arn', 'x'] }],
  ['attributes in different forms', getAtt('Here'), { 'Fn::GetAtt': 'There.Arn' }],
  ['other text', sub('a-${Here}'), sub('b-${There}')],
  ['other text at the end', sub('${Here}-a'), sub('${There}-b')],
  ['another attribute in text', sub('${Here.Arn}'), sub('${There.DomainName}')],
  ['one reference more in text', sub('${Here}'), sub('${There}${There}')],
  ['one reference less in text', sub('${Here}${Here}'), sub('${There}')],
  ['what looks like a reference, and is text', sub('${Here-x}'), sub('${There-x}')],
  ['text with variables, which may be anything', sub(['${X}', { X: 'Here' }]), sub(['${X}', { X: 'There' }])],
];

test.each(ALIKE)('alike in one template, and across templates: %s', (_, here, there) => {
  expect([alike(here, there, renaming()), alike(here, there, renaming(true))]).toEqual([true, true]);
});

test.each(UNALIKE)('not alike: %s', (_, here, there) => {
  expect([alike(here, there, renaming()), alike(here, there, renaming(true))]).toEqual([false, false]);
});

test.each<[string, unknown]>([
  ['a name that is not renamed', { Ref: 'Other' }],
  ['an attribute of what is not renamed', getAtt('Other')],
  ['a reference in text that is not renamed', sub('${Other}')],
  ['a function that looks elsewhere in its template', { 'Fn::FindInMap': ['Map', 'a', 'b'] }],
])('alike in one template, which another one may say otherwise: %s', (_, piece) => {
  const copy = JSON.parse(JSON.stringify(piece)) as unknown;
  expect([alike(piece, copy, renaming()), alike(piece, copy, renaming(true))]).toEqual([true, false]);
});

test.each(['Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::Base64'])('%s says the same in every template', (name) => {
  expect(alike({ [name]: ['a', 'b'] }, { [name]: ['a', 'b'] }, renaming(true))).toBe(true);
});

test('one and the same piece is alike in its template, and is looked at where it stands for two', () => {
  const piece = { Ref: 'Other' };
  expect([alike(piece, piece, renaming()), alike(piece, piece, renaming(true))]).toEqual([true, false]);
  expect(alike('text', 'text', renaming(true))).toBe(true);
  expect(alike(null, null, renaming(true))).toBe(true);
});
