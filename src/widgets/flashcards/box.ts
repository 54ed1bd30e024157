import { Random } from "../../data/random";

/**
 * A box of cards to learn, by their numbers. Known cards leave it; the others go to the end of the row, and when all
 * have been seen they come in another order.
 *
 * @example
 * const box = new Box(3, 1);
 * const first = box.present;
 * box.again();
 * box.known();
 * box.known();
 * box.present === first; // true
 */
export class Box {
  /** How many cards are known. */
  knownCount = 0;
  /** How often a card was put back. */
  againCount = 0;
  private row: number[];
  private later: number[] = [];
  private round = 0;

  /**
   * @param size the number of cards
   * @param seed decides their order
   */
  constructor(
    readonly size: number,
    private readonly seed: number,
  ) {
    this.row = this.shuffled(Array.from({ length: size }, (_, i) => i));
  }

  /** The card that is on top, undefined if all are known. */
  get present(): number | undefined {
    return this.row[0];
  }

  /** The card on top leaves the box. */
  known(): void {
    if (this.row.shift() !== undefined) this.knownCount++;
    this.refill();
  }

  /** The card on top comes again. */
  again(): void {
    const card = this.row.shift();
    if (card === undefined) return;
    this.later.push(card);
    this.againCount++;
    this.refill();
  }

  private refill(): void {
    if (this.row.length > 0) return;
    this.row = this.shuffled(this.later);
    this.later = [];
  }

  private shuffled(cards: number[]): number[] {
    const random = new Random(this.seed + this.round++);
    for (let i = cards.length - 1; i > 0; i--) {
      const j = Math.floor(random.uniform(0, i + 1));
      [cards[i], cards[j]] = [cards[j], cards[i]];
    }
    return cards;
  }
}
