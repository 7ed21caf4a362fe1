import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allLabels, enumNames } from '../catalog/lookup';
import en from './en.json';
import { languages, preferredLanguage } from './language';
import zh from './zh-CN.json';

type Tree = { [name: string]: string | Tree };
const plural = /_(zero|one|two|few|many|other)$/;

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as [string, string]] : leaves(value, `${path}${name}.`),
  );
}

const chinese = new Map(leaves(zh));
const english = new Map(leaves(en));
const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort();
const holes = (text: string) => [...new Set(text.match(/{{\w+}}/g) ?? [])].sort();

describe('texts', () => {
  it('exist in both languages', () => {
    expect(keys(chinese)).toEqual(keys(english));
    expect(chinese.size).toBeGreaterThan(150);
  });

  it('are never empty', () => {
    for (const [key, text] of [...chinese, ...english]) expect(text.trim(), key).not.toBe('');
  });

  it('take the same values', () => {
    for (const [key, text] of chinese) expect(holes(english.get(key) ?? ''), key).toEqual(holes(text));
  });

  it('give English both its numbers', () => {
    for (const key of english.keys()) {
      if (key.endsWith('_one')) expect(english.has(key.replace(plural, '_other')), key).toBe(true);
    }
    for (const key of chinese.keys()) {
      if (key.endsWith('_other')) expect(english.has(key.replace(plural, '_one')), key).toBe(true);
    }
  });

  it('are all used', () => {
    const source = sources(join(import.meta.dirname, '..')).join('\n');
    const unused = keys(chinese).filter((key) => !mentioned(key, source));
    expect(unused).toEqual([]);
  });
});

describe('catalog labels', () => {
  it('exist in both languages for every entity, field and choice', () => {
    expect(enumNames()).toContain('funnel_stage');
    for (const [path, label] of allLabels()) {
      for (const language of languages) expect(label[language]?.trim(), `${path} in ${language}`).toBeTruthy();
    }
  });
});

describe('the language', () => {
  it('is the chosen one, else the browser’s, else Chinese', () => {
    expect(preferredLanguage('en', ['zh-CN'])).toBe('en');
    expect(preferredLanguage(null, ['de', 'en-US', 'zh'])).toBe('en');
    expect(preferredLanguage(null, ['zh-TW'])).toBe('zh-CN');
    expect(preferredLanguage('klingon', ['fr'])).toBe('zh-CN');
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

/** Written out, or reached through a template such as `devices.state.${…}`; error texts are reached by the server's key. */
function mentioned(key: string, source: string): boolean {
  if (key.startsWith('error.') || source.includes(`'${key}'`)) return true;
  return source.includes(`\`${key.slice(0, key.lastIndexOf('.') + 1)}\${`);
}
