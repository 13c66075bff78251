import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';
import * as path from 'path';
import { ask } from '../../scripts/aws-links/ask';
import { awsLinks } from '../../scripts/aws-links/collect';
import { RULES } from '../../src/validation/rules';

const links = awsLinks(path.join(__dirname, '..', '..'));
const addresses = links.map(({ address }) => address);
const wrong = (isRight: (address: string) => boolean) => links.filter(({ address }) => !isRight(address));

describe('links to AWS', () => {
  test('are listed once, sorted, with their places', () => {
    expect(addresses.length).toBeGreaterThan(250);
    expect(addresses).toEqual([...new Set(addresses)].sort());
    expect(links.filter(({ places }) => places.some((place) => !/^[\w./-]+:\d+$/.test(place)))).toEqual([]);
  });

  test('of rules are among them', () => {
    const ofRules = RULES.flatMap(({ metadata }) => metadata.links).filter((link) => link.includes('aws.amazon.com'));
    expect(ofRules.length).toBeGreaterThan(80);
    expect(ofRules.filter((link) => !addresses.includes(link))).toEqual([]);
  });

  test('are encrypted, without query strings', () => {
    expect(wrong((address) => address.startsWith('https://') && !address.includes('?'))).toEqual([]);
  });

  test('name no language: readers have one', () => {
    expect(wrong((address) => !/\/[a-z]{2}_[a-z]{2}\//.test(address))).toEqual([]);
  });

  test('of documentation name a page, and a section at most', () => {
    const documentation = links.filter(({ address }) => address.startsWith('https://docs.aws.amazon.com/'));
    expect(documentation.filter(({ address }) => !/^https:\/\/docs\.aws\.amazon\.com\/[\w./-]+\.html(?:#[\w.:-]+)?$/.test(address))).toEqual([]);
  });

  test('name the newest version of a guide', () => {
    expect(wrong((address) => !/\/\d{4}-\d{2}-\d{2}\//.test(address))).toEqual([]);
  });

  // AWS has renamed these, and redirects from the old names only as long as it likes.
  test.each([
    ['AmazonS3/latest/dev/', 'AmazonS3/latest/userguide/'],
    ['AWSCloudFormation/latest/UserGuide/aws-resource-', 'AWSCloudFormation/latest/TemplateReference/aws-resource-'],
    ['AWSCloudFormation/latest/UserGuide/aws-properties-', 'AWSCloudFormation/latest/TemplateReference/aws-properties-'],
    ['AWSCloudFormation/latest/UserGuide/aws-attribute-', 'AWSCloudFormation/latest/TemplateReference/aws-attribute-'],
  ])('have no address with %s, which is %s today', (old) => {
    expect(addresses.filter((address) => address.includes(old))).toEqual([]);
  });
});

describe('what became of a page', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer(({ method, url }, response) => {
      if (url === '/old.html') { response.writeHead(301, { location: '/page.html' }).end(); return; }
      if (url === '/circle.html') { response.writeHead(302, { location: '/circle.html' }).end(); return; }
      if (url === '/busy.html') { response.writeHead(503).end(); return; }
      response.writeHead(url === '/page.html' ? 200 : 404).end(method === 'GET' ? '<h2 id="section">Section</h2>' : undefined);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => { server.close(resolve); }));

  test.each([
    ['/page.html', { kind: 'there' }],
    ['/page.html#section', { kind: 'there' }],
    ['/page.html#other', { kind: 'no such section', section: 'other' }],
    ['/none.html', { kind: 'gone', status: 404 }],
    ['/busy.html', { kind: 'not checked', why: 'HTTP 503' }],
    ['/circle.html', { kind: 'not checked', why: 'more than 5 redirects' }],
  ])('%s', async (address, outcome) => {
    expect(await ask(`${origin}${address}`)).toEqual(outcome);
  });

  test('is where it has moved to, with the section', async () => {
    expect(await ask(`${origin}/old.html`)).toEqual({ kind: 'moved', to: `${origin}/page.html` });
    expect(await ask(`${origin}/old.html#section`)).toEqual({ kind: 'moved', to: `${origin}/page.html#section` });
  });

  test('is not known if nobody answers', async () => {
    expect(await ask('http://127.0.0.1:1/page.html')).toMatchObject({ kind: 'not checked' });
  });
});
