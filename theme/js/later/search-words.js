// @ts-check
// What the search knows about words: Korean syllables, particles and endings, English endings.
// Loaded on the first search, before search-engine.js.

(() => {
  /** The 11,172 syllables are counted from here: initial × 588 + vowel × 28 + final. */
  const FIRST_SYLLABLE = 0xac00;
  const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
  const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
  const FINALS = [
    "",
    ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
  ];

  /** Letters that are typed with two keys. @type {Record<string, string>} */
  const PAIRS = {
    ㅘ: "ㅗㅏ",
    ㅙ: "ㅗㅐ",
    ㅚ: "ㅗㅣ",
    ㅝ: "ㅜㅓ",
    ㅞ: "ㅜㅔ",
    ㅟ: "ㅜㅣ",
    ㅢ: "ㅡㅣ",
    ㄳ: "ㄱㅅ",
    ㄵ: "ㄴㅈ",
    ㄶ: "ㄴㅎ",
    ㄺ: "ㄹㄱ",
    ㄻ: "ㄹㅁ",
    ㄼ: "ㄹㅂ",
    ㄽ: "ㄹㅅ",
    ㄾ: "ㄹㅌ",
    ㄿ: "ㄹㅍ",
    ㅀ: "ㄹㅎ",
    ㅄ: "ㅂㅅ",
  };

  /**
   * The keys that type a text. 할다 is a beginning of 할당 in keys, not in syllables, and 핮 one of 하자.
   * @param {string} text
   */
  function keys(text) {
    let typed = "";
    for (const character of text) {
      const index = character.charCodeAt(0) - FIRST_SYLLABLE;
      const letters =
        index >= 0 && index < 11172
          ? [
              INITIALS[Math.floor(index / 588)],
              VOWELS[Math.floor((index % 588) / 28)],
              FINALS[index % 28],
            ]
          : [character];
      for (const letter of letters)
        typed += PAIRS[letter ?? ""] ?? letter ?? "";
    }
    return typed;
  }

  /** What may stand between a noun and its last particle. */
  const INNER =
    "들|에서|에게|한테|께서|으로서|로서|으로써|로써|으로부터|로부터|으로|로|까지|부터|보다|처럼|만큼|마다|조차|마저|밖에|이라도|라도|에";
  const LAST =
    "은|는|이|가|을|를|의|에|와|과|도|만|나|이나|랑|이랑|하고|이며|이고|고|이다|다|입니다|이란|란|이라는|라는|이라고|라고|이라면|라면|인|인가|인가요|인데|인지|이지만|이므로|이면|일까|일까요|일|이라|라|이냐|이에요|예요|요|씩|째|뿐|대로|이든|든|만은|만이|만을|뿐만|와는|과는|와의|과의";
  /** 하다 and 되다 make verbs of nouns. */
  const VERB = [
    "(?:하|되|시키)(?:는|는지|는데|다|고|면|지|지만|기|며|게|거나|려고|려면|도록|니|므로|던|자|여|어|어서|세요)?(?:는|를|도|만|가)?",
    "(?:한|할|함|된|될|됨|시킨|시킬)(?:다|다고|다는|다면|지|지만|까|까요|은|을|이|과)?",
    "(?:합니다|됩니다|합니까|됩니까)",
    "(?:해|했|돼|됐|되었|하였)(?:서|요|도|야|다|는|던|으면|습니다|지|나요|는데)?",
  ].join("|");
  const TAIL = new RegExp(`^(?:(?:${INNER})*(?:${LAST})?|${VERB})$`);
  /** A word before one of these is a noun. */
  const NOUN_TAIL = /^(?:을|를|의|에|에서|에는|으로|로|와|과)$/;
  /** Endings of verbs, so that 줄이는 finds 줄이고 and 줄입니다. */
  const ENDING =
    /^([가-힣]+?)(?:ㅂ니다|습니다|는지|는가|는데|는|은|을까요|을까|을|나요|고|면|며|게|기|지|려면|려고|다)$/;

  /**
   * Whether what follows a noun within a word is grammar only.
   * @param {string} tail
   */
  const isGrammar = (tail) => TAIL.test(tail);

  /** @param {string} tail */
  const marksNoun = (tail) => NOUN_TAIL.test(tail);

  /**
   * What a Hangul word may be without its particles, shortest first; never the word itself.
   * @param {string} word
   */
  function bare(word) {
    const found = [];
    for (let length = 1; length < word.length; length++) {
      if (isGrammar(word.slice(length))) found.push(word.slice(0, length));
    }
    return found;
  }

  /**
   * Whether the last syllable ends with a vowel.
   * @param {string} word
   */
  const isOpen = (word) =>
    (word.charCodeAt(word.length - 1) - FIRST_SYLLABLE) % 28 === 0;

  /**
   * The part of a verb that its forms share. One open syllable, as in 하는, begins too many other words.
   * @param {string} word
   */
  function verb(word) {
    const stem = ENDING.exec(word)?.[1] ?? "";
    return stem.length === 1 && isOpen(stem) ? "" : stem;
  }

  /**
   * The part of an English word that its forms share: allocate, allocates, allocating, allocation.
   * @param {string} word in small letters
   */
  function stem(word) {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    let root = word;
    if (/[^aeiou]ies$/.test(root)) root = root.slice(0, -3) + "y";
    else if (/(?:ss|sh|ch|x|zz)es$/.test(root)) root = root.slice(0, -2);
    else if (/[^siu]s$/.test(root)) root = root.slice(0, -1);
    const ending = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(root);
    if (ending?.[1] && ending[1].length >= 3) root = undouble(ending[1]);
    else if (/[aeiou].*(?:s|t)ion$/.test(root) && root.length > 6)
      root = root.slice(0, -3);
    else if (/.{5,}ment$/.test(root)) root = root.slice(0, -4);
    return root.length > 3 && root.endsWith("e") ? root.slice(0, -1) : root;
  }

  /** @param {string} root */
  function undouble(root) {
    return /([bdgmnprt])\1$/.test(root) ? root.slice(0, -1) : root;
  }

  Object.assign(window, {
    bookSearchWords: { keys, isGrammar, marksNoun, bare, verb, isOpen, stem },
  });
})();
