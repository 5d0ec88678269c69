/**
 * Asks one question at a time. Of those that come meanwhile only the last is asked next, so that answers come in the
 * order of their questions and nothing piles up.
 */
export class LatestCall<Question, Answer> {
  private readonly call: (question: Question) => Promise<Answer>;
  private readonly take: (answer: Answer, question: Question) => void;
  private readonly fail: (error: unknown) => void;
  private waiting: { question: Question } | null = null;
  private running: object | null = null;

  constructor(
    call: (question: Question) => Promise<Answer>,
    take: (answer: Answer, question: Question) => void,
    fail: (error: unknown) => void,
  ) {
    this.call = call;
    this.take = take;
    this.fail = fail;
  }

  ask(question: Question): void {
    this.waiting = { question };
    if (!this.running) void this.next();
  }

  /** No answer to anything asked so far is wanted any more. */
  forget(): void {
    this.waiting = null;
    this.running = null;
  }

  private async next(): Promise<void> {
    const now = this.waiting;
    if (!now) return;
    this.waiting = null;
    this.running = now;
    try {
      const answer = await this.call(now.question);
      if (this.running === now) this.take(answer, now.question);
    } catch (error) {
      if (this.running === now) this.fail(error);
    }
    if (this.running !== now) return;
    this.running = null;
    void this.next();
  }
}
