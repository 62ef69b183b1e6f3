import { codes, reportTo, tellAgain, type Diagnostic, type Report } from "./diagnostics.js";
import { isAlike } from "./alike.js";

/**
 * A build is made of steps. A step is given its inputs, which are the same objects as long as nothing about them is other,
 * and may ask for more while it works: files, mostly. A memo keeps what the step came to, what it reported and what it asked.
 * As long as inputs and answers are the same, so is the value, and what was reported is told again.
 *
 * Who builds once has no memo (`once`): each step is just done.
 */

/** Answers a question of a step: `ask("readText", "a.rst")`. Answers are compared as `isAlike` does. */
export type Ask = (question: string, ...words: readonly unknown[]) => unknown;

/** What a step works with. */
export interface StepContext {
  readonly report: Report;
  readonly ask: Ask;
}

/** What the work of a step is given. */
export interface Making extends StepContext {
  /** For what is looked at again in each build that uses the value: it goes to that build, and is not kept. */
  readonly late: Report;
  /** Its value is of no use to other builds. */
  readonly forget: () => void;
  /** What the step of this name came to the last time; `null` where there is none. */
  readonly former: FormerStep | null;
}

/** What a step came to, what it reported, and the answers it got. */
export interface FormerStep {
  readonly value: unknown;
  readonly inputs: readonly unknown[];
  readonly told: readonly Diagnostic[];
  /**
   * Whether what it asked is answered as it was, but for some questions. If so, the step at hand depends on it too, but for what it
   * has asked itself already.
   */
  readonly isAnsweredAlike: (except: ReadonlySet<string>) => boolean;
  /** Ask again what was asked under the name of a question. Gives the answers that are other, as they were and as they are. */
  readonly otherAnswers: (
    question: string,
  ) => readonly (readonly [former: unknown, now: unknown])[];
  /** Its value is used: what it asked for, and was asked again here, has been asked for. */
  readonly take: () => void;
}

export interface Steps {
  /**
   * What `make` gives, or what it gave the last time. It is handed a report and what answers its questions. What it gives may
   * ask and report later too, when it is used.
   */
  step<T>(name: string, inputs: readonly unknown[], cx: StepContext, make: (cx: Making) => T): T;
  /** A value, or the one that was given under that name the last time where it says the same. */
  same<T>(name: string, value: T): T;
  /** Whether values are kept. */
  readonly isKeeping: boolean;
}

/** What was found where files were looked at; `take` reads them. */
export interface Looked<T> {
  readonly value: T;
  readonly take: () => void;
}

/** Does some work in which files that are asked for are looked at alone: they count as read only if what was found is taken. */
export type Look = <T>(work: () => T) => Looked<T>;

/** Steps of who builds once. */
export const once: Steps = {
  step: (_name, _inputs, cx, make) =>
    make({ ...cx, late: cx.report, forget: () => {}, former: null }),
  same: (_name, value) => value,
  isKeeping: false,
};

interface Asked {
  readonly question: string;
  readonly words: readonly unknown[];
  readonly answer: unknown;
}

interface Kept {
  readonly inputs: readonly unknown[];
  readonly asked: readonly Asked[];
  readonly told: readonly Diagnostic[];
  readonly value: unknown;
  readonly use: Use;
}

/** The build that used a value last: what it asks and reports when it is used goes there. */
interface Use {
  cx: StepContext;
  memo: Memo;
}

function nameOf({ question, words }: Asked): string {
  return `${question}\n${words.join("\n")}`;
}

/** What a step came to before, as long as it is made anew: what is made may hold on to this, and must not hold on to that. */
class Former implements FormerStep {
  #kept: Kept | null;
  readonly #ask: Ask;
  readonly #asked: Asked[];
  readonly #look: Look;
  readonly #looked: (() => void)[] = [];

  /** `ask` and `asked` are those of the step at hand. */
  constructor(kept: Kept, ask: Ask, asked: Asked[], look: Look) {
    this.#kept = kept;
    this.#ask = ask;
    this.#asked = asked;
    this.#look = look;
  }

  end(): void {
    this.#kept = null;
    this.#looked.length = 0;
  }

  get value(): unknown {
    return this.#kept?.value;
  }

  get inputs(): readonly unknown[] {
    return this.#kept?.inputs ?? [];
  }

  get told(): readonly Diagnostic[] {
    return this.#kept?.told ?? [];
  }

  readonly isAnsweredAlike = (except: ReadonlySet<string>): boolean => {
    const others = (this.#kept?.asked ?? []).filter(({ question }) => !except.has(question));
    const { value: isSame, take } = this.#look(() => isAnsweredAlike(others, this.#ask));
    if (!isSame) return false;
    this.#looked.push(take);
    const own = new Set(this.#asked.map(nameOf));
    this.#asked.push(...others.filter((each) => !own.has(nameOf(each))));
    return true;
  };

  readonly otherAnswers = (question: string): readonly (readonly [unknown, unknown])[] => {
    const asked = (this.#kept?.asked ?? []).filter((each) => each.question === question);
    const { value, take } = this.#look(() =>
      asked.flatMap(({ words, answer }) => {
        const now = this.#ask(question, ...words);
        this.#asked.push({ question, words, answer: now });
        return isAlike(answer, now) ? [] : [[answer, now] as const];
      }),
    );
    this.#looked.push(take);
    return value;
  };

  readonly take = (): void => {
    for (const take of this.#looked.splice(0)) take();
  };
}

export class Memo implements Steps {
  readonly isKeeping = true;
  readonly #kept: Map<string, Kept>;
  readonly #same: Map<string, unknown>;
  /** Names of the steps of the build at hand. */
  readonly #used = new Set<string>();
  readonly #compared = new Set<string>();
  #isForgetting = false;
  #look: Look = (work) => ({ value: work(), take: () => {} });

  constructor(former?: Memo) {
    this.#kept = new Map(!former || former.#isForgetting ? [] : former.#kept);
    this.#same = new Map(former ? former.#same : []);
  }

  /** A memo for the next build, which knows what this one does. This one stays as it is, to be gone back to. */
  next(): Memo {
    return new Memo(this);
  }

  /** How files are looked at that may not be used any more. */
  lookBy(look: Look): void {
    this.#look = look;
  }

  /** Nobody goes back to it. What its build made may hold on to it, and must not hold on to all builds before. */
  drop(): void {
    this.#kept.clear();
    this.#same.clear();
  }

  /** Keep nothing of this build: something in it holds for it alone. */
  forget(): void {
    this.#isForgetting = true;
  }

  /** The build is over: what it did not use is of no use any more. */
  end(): void {
    for (const name of this.#kept.keys()) if (!this.#used.has(name)) this.#kept.delete(name);
    for (const name of this.#same.keys()) if (!this.#compared.has(name)) this.#same.delete(name);
  }

  step<T>(given: string, inputs: readonly unknown[], cx: StepContext, make: (cx: Making) => T): T {
    const name = this.#nameOf(given);
    const known = this.#kept.get(name);
    if (known && isSameList(known.inputs, inputs) && this.#isAnsweredAlike(known, cx.ask)) {
      Object.assign(known.use, { cx, memo: this });
      for (const finding of known.told) tellAgain(finding, cx.report);
      return known.value as T; // of the same name, made by the same work
    }
    const told: Diagnostic[] = [];
    const asked: Asked[] = [];
    // The value may hold on to what reports and asks for it, and must not hold on to former values by that.
    const use: Use = { cx, memo: this };
    let isOpen = true;
    const report = reportTo((finding) => {
      if (isOpen) told.push(finding);
      // Who uses the value next may not report it again.
      else if (codes[finding.code].severity !== "info") use.memo.forget();
      tellAgain(finding, use.cx.report);
    });
    const ask: Ask = (question, ...words) => {
      const answer = use.cx.ask(question, ...words);
      asked.push({ question, words, answer });
      return answer;
    };
    let isForgotten = false;
    const forget = () => void (isForgotten = true);
    const late = reportTo((finding) => tellAgain(finding, use.cx.report));
    const former = known ? new Former(known, cx.ask, asked, this.#look) : null;
    const value = make({ report, late, ask, forget, former });
    isOpen = false;
    former?.end();
    if (isForgotten) this.#kept.delete(name);
    else this.#kept.set(name, { inputs, asked, told, value, use });
    return value;
  }

  /** Apart from the step: what is made there holds on to all that a function there does. */
  #isAnsweredAlike({ asked }: Kept, ask: Ask): boolean {
    const { value: isSame, take } = this.#look(() => isAnsweredAlike(asked, ask));
    if (isSame) take();
    return isSame;
  }

  /** Of several steps called so in a build, each has a name of its own. */
  #nameOf(given: string): string {
    let name = given;
    for (let count = 2; this.#used.has(name); count++) name = `${given} (${count})`;
    this.#used.add(name);
    return name;
  }

  same<T>(name: string, value: T): T {
    this.#compared.add(name);
    const former = this.#same.get(name);
    if (former !== undefined && isAlike(former, value)) return former as T;
    this.#same.set(name, value);
    return value;
  }
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

function isAnsweredAlike(asked: readonly Asked[], ask: Ask): boolean {
  return asked.every(({ question, words, answer }) => isAlike(ask(question, ...words), answer));
}
