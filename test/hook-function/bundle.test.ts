import { spawn } from 'child_process';
import * as fs from 'fs';
import { createServer, type Server } from 'http';
import type { AddressInfo } from 'net';
import * as os from 'os';
import * as path from 'path';
import { cleanBucket, stackEvent } from './support';
import { HOOK_FUNCTION, HOOK_RULES } from '../../scripts/hook-function/bundle';
import type { HookRules } from '../../src/guardrails/private/hook-function';
import type { HookResponse } from '../../src/hook-function/response';
import { RULE_SET_NAMES, ruleSetNamed } from '../../src/validation/rule-sets/internal';
import { RuleName } from '../../src/validation/rules';

// docs/decisions/0120
/** The file that AWS Lambda gets, in a folder where there is nothing else. */
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'hook-function-'));
let server: Server;
const payloads = new Map<string, object>();

beforeAll(async () => {
  fs.copyFileSync(HOOK_FUNCTION, path.join(directory, 'index.js'));
  server = createServer((request, response) => {
    const payload = payloads.get(request.url!);
    response.writeHead(payload === undefined ? 403 : 200).end(payload === undefined ? '<Error><Code>AccessDenied</Code></Error>' : JSON.stringify(payload));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});

afterAll(async () => {
  fs.rmSync(directory, { recursive: true });
  await new Promise((resolve) => { server.close(resolve); });
});

/** Of AWS, which the process finds at the server of this test. */
const HOST = 'https://payloads.s3.us-west-2.amazonaws.com';

/** Invokes the handler as AWS Lambda does, in a process of its own. */
async function invoked(url: string, environment: NodeJS.ProcessEnv): Promise<{ readonly response: HookResponse; readonly log: string[] }> {
  const event = stackEvent('CREATE');
  const payload = `${HOST}${url}`;
  const program = `
    const [event, host, server] = process.argv.slice(1);
    const fetched = globalThis.fetch;
    globalThis.fetch = (url, init) => fetched(url.replace(host, server), init);
    require('./index').handler(JSON.parse(event), { getRemainingTimeInMillis: () => 28000 }).then((response) => { process.stdout.write('RESPONSE ' + JSON.stringify(response)); });
  `;
  const input = JSON.stringify({ ...event, requestData: { ...event.requestData, payload } });
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, ['-e', program, input, HOST, local], { cwd: directory, env: environment });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data) => { stdout += String(data); });
  child.stderr.on('data', (data) => { stderr += String(data); });
  const code = await new Promise((resolve) => { child.on('close', resolve); });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [log, response] = stdout.split('RESPONSE ');
  return { response: JSON.parse(response) as HookResponse, log: log.trim().split('\n') };
}

const CONFIGURED = { AWS_REGION: 'us-west-2', CONFIGURATION: JSON.stringify({ ruleSet: 'recommended' }) };

test('finds what is wrong with a template, and logs it as JSON', async () => {
  payloads.set('/bad', { template: 'Resources:\n  Data:\n    Type: AWS::S3::Bucket\n', previousTemplate: '' });
  const { response, log } = await invoked('/bad', CONFIGURED);
  expect(response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'NonCompliant' });
  expect(response.message).toContain('[1] Data: SecureTransportRequired');
  expect(log.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ finding: 'SecureTransportRequired', stackName: 'MyStack' }));
});

test('passes a template that complies', async () => {
  payloads.set('/good', { template: JSON.stringify({ Resources: cleanBucket() }) });
  expect((await invoked('/good', CONFIGURED)).response.hookStatus).toBe('SUCCESS');
});

test('fails where the URL has expired', async () => {
  expect((await invoked('/gone', CONFIGURED)).response).toMatchObject({ hookStatus: 'FAILED', errorCode: 'InternalFailure', message: expect.stringContaining('HTTP status 403') });
});

test('fails without a configuration', async () => {
  expect((await invoked('/good', {})).response.message).toContain("the environment variable CONFIGURATION isn't set");
});

test('has the notices of what is bundled, no sources, and less than a megabyte', () => {
  const text = fs.readFileSync(HOOK_FUNCTION, 'utf8');
  expect(text).toMatch(/^\/\*! This file contains:\n\nyaml \d[\s\S]+Permission to use, copy, modify/);
  expect(text).not.toContain('sourceMappingURL');
  expect(text.length).toBeLessThan(1024 * 1024);
});

describe('for the construct, beside it', () => {
  const { rules, rulesOfOneResource } = JSON.parse(fs.readFileSync(HOOK_RULES, 'utf8')) as HookRules;

  test('the names of its rules', () => {
    expect(rules.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.values(RuleName)));
    for (const { currentName } of rules) { expect(Object.values(RuleName)).toContain(currentName); }
  });

  test('which rules of each rule set it checks on a resource alone', () => {
    expect(Object.keys(rulesOfOneResource)).toEqual(RULE_SET_NAMES);
    const ofOne = rules.filter(({ isOfOneResource }) => isOfOneResource).map(({ name }) => name);
    for (const [ruleSet, names] of Object.entries(rulesOfOneResource)) {
      expect([...names].sort()).toEqual(ruleSetNamed(ruleSet).ruleNames.filter((name) => ofOne.includes(name)).sort());
    }
    expect(rulesOfOneResource['cis-aws-5']).toEqual([]);
    expect(rulesOfOneResource.recommended).toContain('DefaultEncryptionDeclared');
  });
});
