import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFiles, readProjectFile } from '../../support/source-files.ts';

const ROOT = join(import.meta.dirname, '../../..');
const page = readProjectFile('docs/security.md');
const named = Array.from(page.matchAll(/^- `(tests\/[^`]+)` “([^”]+)”$/gm), ([, file = '', name = '']) => ({
  file,
  name,
}));
const sections = page.split(/^## /m).slice(1);

describe('the page about security', () => {
  it('names tests that are there, by words of their names', () => {
    const missing = named.filter(
      ({ file, name }) => !existsSync(join(ROOT, file)) || !readProjectFile(file).includes(name),
    );

    expect(named.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('has a test for each threat', () => {
    const threats = sections.filter((section) => section.includes('**Threat.**'));

    expect(threats.length).toBeGreaterThan(9);
    expect(threats.filter((section) => !/^- `tests\//m.test(section))).toEqual([]);
  });

  it('names every test that tries thousands of inputs', () => {
    const fuzzed = allFiles('tests').filter((path) => path.endsWith('-fuzz.test.ts'));

    expect(fuzzed.length).toBeGreaterThan(2);
    expect(fuzzed.filter((path) => !named.some(({ file }) => file === path))).toEqual([]);
  });

  it('says what is not covered', () => {
    expect(sections.at(-1)).toMatch(/^Not covered\n/);
  });

  it('has no line that looks like a test and is not read as one', () => {
    expect(page.match(/^- `tests\//gm)).toHaveLength(named.length);
  });
});
