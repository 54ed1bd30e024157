import { CONSTANTS, errorAt, FUNCTIONS } from "./notation";

/** A number, a name, or one character; spaces before it. */
const TOKEN = /\s*(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|[\p{L}_][\p{L}\d_]*|\S|$)/uy;

interface Token {
  kind: "number" | "name" | "sign" | "end";
  text: string;
  index: number;
}

/**
 * Whether a formula can be read, found out without mathjs, which takes a second to load: for what is written in one place
 * and computed in another. It knows the same formulas as `formula`.
 *
 * @param line the formula
 * @param variables the names that it may use
 * @throws SyntaxError that shows the place if it cannot be read or uses what is not known
 * @example
 * proofread("2 x y + exp(-x^2) / pi", ["x", "y"]);
 */
export function proofread(line: string, variables: readonly string[]): void {
  if (line.trim() === "") throw new SyntaxError('expected a formula such as "x^2 + 3 y", got an empty text');
  const tokens = tokensOf(line);
  let at = 0;
  const now = (): Token => tokens[at];
  const is = (...signs: string[]): boolean => now().kind === "sign" && signs.includes(now().text);
  const fail = (problem: string, { index } = now()): never => {
    throw errorAt(line, index, problem);
  };

  function sum(): void {
    product();
    while (is("+", "-")) {
      at++;
      product();
    }
  }

  function product(): void {
    let isPlain = power();
    for (;;) {
      const isNumber = now().kind === "number";
      if (is("*", "/")) at++;
      // As mathjs has it: x 3 and sin(x) 3 are products, 2 3 and x^2 3 are not.
      else if (isNumber && !isPlain) fail("a number is not expected here: put * before it");
      else if (!isNumber && now().kind !== "name" && !is("(")) return;
      isPlain = power();
    }
  }

  /** @returns whether it is a name, a function or a parenthesis, and no more */
  function power(): boolean {
    const hasSign = is("+", "-");
    while (is("+", "-")) at++;
    const isNumber = now().kind === "number";
    operand();
    if (!is("^")) return !hasSign && !isNumber;
    at++;
    power();
    return false;
  }

  function operand(): void {
    const token = now();
    at++;
    if (token.kind === "number") return;
    if (token.kind === "name") return name(token);
    if (token.text === "(" && token.kind === "sign") return inParentheses(token);
    const isEnd = token.kind === "end";
    fail(isEnd ? "it ends where something is missing" : `${token.text} is not expected here`, token);
  }

  function inParentheses(open: Token): void {
    sum();
    if (is(",")) fail("there is one number in parentheses, not several");
    if (now().kind === "end") fail("this parenthesis is not closed", open);
    if (!is(")")) fail(`${now().text} is not expected here`);
    at++;
  }

  function name(token: Token): void {
    const { text } = token;
    if (is("(")) {
      if (!FUNCTIONS.includes(text))
        fail(`the function ${text} is not known (known: ${FUNCTIONS.join(", ")})`, token);
      at++;
      return inParentheses(tokens[at - 1]);
    }
    if (FUNCTIONS.includes(text))
      fail(`${text} is a function: put what it is taken of in parentheses, ${text}(x)`, token);
    if (!CONSTANTS.includes(text) && !variables.includes(text))
      fail(`${text} is neither ${variables.join(" nor ")}`, token);
  }

  sum();
  if (now().kind !== "end") fail(`${now().text} is not expected here`);
}

function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  for (;;) {
    const [, text] = pattern.exec(line)!;
    const index = pattern.lastIndex - text.length;
    const kind =
      text === "" ? "end" : /^[.\d]/.test(text) ? "number" : /^[\p{L}_]/u.test(text) ? "name" : "sign";
    tokens.push({ kind, text, index });
    if (kind === "end") return tokens;
  }
}
