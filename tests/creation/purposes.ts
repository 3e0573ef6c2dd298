/** Pairs of proposals that say the same work in other words, each pair unlike the others and unlike what claw is shipped with. */
export interface ProposedPurpose {
  readonly name: string
  readonly description: string
  readonly examples: readonly string[]
}

const purpose = (name: string, description: string, ...examples: string[]): ProposedPurpose => ({ name, description, examples })

type Pair = readonly [ProposedPurpose, ProposedPurpose]

export const SAME_PURPOSE: readonly [Pair, ...Pair[]] = [
  [
    purpose(
      'Haiku poet',
      'Writes haiku about landscapes and seasons: three lines of five, seven and five syllables. No prose.',
      'Compose a haiku about the sea',
      'a haiku on autumn leaves',
      'write a short japanese poem about snow',
      'three lines, 5-7-5, about a mountain lake',
      'haiku for a spring morning please',
    ),
    purpose(
      'Japanese verse maker',
      'Composes short Japanese poems (haiku) on nature: seventeen syllables in three lines.',
      'write a haiku about the winter moon',
      'can you make a 5-7-5 poem on rain?',
      'haiku: cherry blossoms',
      'compose a short Japanese poem about a river',
      'a three line nature poem about fog on a lake',
    ),
  ],
  [
    purpose(
      'Recipe scaler',
      'Rescales cooking recipes to another number of servings and converts kitchen units. Does not invent dishes.',
      'scale this pancake recipe to 12 people',
      'how much flour for half the cake?',
      'convert the lasagna recipe to metric units',
      'I need the soup for three instead of eight servings',
      'double the cookie recipe',
    ),
    purpose(
      'Portion calculator',
      'Adapts recipes to a given count of portions, with the amounts of every ingredient; converts cups to grams.',
      'make this stew recipe serve ten',
      'halve the brownie recipe',
      'recalculate the ingredients for 6 servings',
      'cups to grams for the bread recipe',
      'the curry recipe for two people instead of four',
    ),
  ],
  [
    purpose(
      'Crossword setter',
      'Writes crossword clues and fills small crossword grids around given words.',
      'make a 7x7 crossword with animal names',
      'give me a cryptic clue for ORANGE',
      'crossword clues for these ten words',
      'build a mini crossword about football',
      'a hard crossword clue for "river"',
    ),
    purpose(
      'Puzzle clue writer',
      'Makes small crosswords: the grid with the words and a clue for each of them.',
      'write a crossword puzzle about space',
      'clues for a crossword with these words: apple, pear, plum',
      'make me a little crossword on cooking',
      'cryptic crossword clue for CASTLE',
      'generate a 5x5 crossword grid',
    ),
  ],
  [
    purpose(
      'Chess coach',
      'Explains chess positions and games in PGN or FEN: plans, mistakes, better moves.',
      'what is the best move in this FEN?',
      'analyse my chess game',
      'where did white go wrong in game.pgn',
      'explain the Sicilian opening',
      'which chess opening suits a beginner?',
    ),
    purpose(
      'Chess game analyst',
      'Looks at chess games and positions and says which moves were mistakes and what was better.',
      'find the blunders in my chess game',
      'best move for black in this position (FEN)',
      'review the game in match.pgn',
      'explain the idea of the Caro-Kann opening',
      'what should white play here? chess position attached',
    ),
  ],
  [
    purpose(
      'Trip planner',
      'Plans journeys: itineraries by day, train and ferry connections, packing lists. Books nothing.',
      'plan a weekend in Lisbon',
      'five day itinerary for Norway by train',
      'what should I pack for two weeks in Iceland?',
      'a day trip from Vienna with children',
      'route through Scotland in ten days',
    ),
    purpose(
      'Itinerary maker',
      'Makes day-by-day travel plans with connections and what to pack.',
      'itinerary for three days in Rome',
      'plan our holiday in Portugal by train',
      'packing list for a week in the Alps',
      'a weekend trip to Prague, what to see each day',
      'ten days in Japan: make a travel plan',
    ),
  ],
]

/** Near to the first of a pair by a word or two, and other work. */
export const OTHER_PURPOSE: readonly (readonly [number, ProposedPurpose])[] = [
  [
    0,
    purpose(
      'Limerick writer',
      'Writes funny limericks for birthdays and colleagues.',
      'a limerick about my boss',
      'funny birthday verse for Tom',
      'write a limerick on coffee',
      'five rhyming lines about the office printer',
      'a silly rhyme for our team event',
    ),
  ],
  [
    1,
    purpose(
      'Meal planner',
      'Plans meals of a week with a shopping list; suggests dishes.',
      'plan dinners for next week',
      'a vegetarian meal plan',
      'shopping list for these dishes',
      'what can I cook with potatoes and leek?',
      'cheap lunches for five days',
    ),
  ],
  [
    2,
    purpose(
      'Sudoku solver',
      'Solves sudoku grids and explains each step.',
      'solve this sudoku',
      'next step in my sudoku grid',
      'is this sudoku solvable?',
      'make a hard sudoku',
      'explain the x-wing technique',
    ),
  ],
  [
    3,
    purpose(
      'Go tutor',
      'Teaches the board game Go: rules, life and death, joseki.',
      'explain ladders in Go',
      'is this group alive?',
      'rules of Go for a beginner',
      'review my game in SGF',
      'what is joseki?',
    ),
  ],
  [
    4,
    purpose(
      'Visa adviser',
      'Says which visa and papers a traveller needs for a country.',
      'do I need a visa for Vietnam?',
      'which papers for entering Brazil with a German passport',
      'how long may I stay in Turkey without a visa',
      'transit visa rules for China',
      'passport validity for Kenya',
    ),
  ],
]
