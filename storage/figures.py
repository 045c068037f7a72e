"""The numbers that a text states, each as its value: 1,000 and 1 000 are one number, so are 3 and three. Pure.

Texts come folded (`storage.fold`).
"""

import re

WORDS = {
    value: frozenset(words.split())
    for value, words in {
        "2": "two second twice два дві двох двом двома двоє двух двум двумя двое две другий другого вторая второй",
        "3": "three third triple три трьох трьом трьома троє трёх трех трём трем тремя трое третій третя третий",
        "4": "four fourth чотири чотирьох чотирьом чотирма четверо четыре четырёх четырех четырем четверта четвертий",
        "5": "five fifth п'ять п'яти п'ятьох п'ятьом п'ятеро п'ятий п'ята пять пяти пятью пятеро пятый пятая",
        "6": "six sixth шість шести шістьох шестеро шостий шоста шесть шестью шестой шестая",
        "7": "seven seventh сім семи сімох семеро сьомий сьома семь семью седьмой седьмая",
        "8": "eight eighth вісім восьми вісьмох восьмеро восьмий восьма восемь восьмью восьмой восьмая",
        "9": "nine ninth дев'ять дев'яти дев'ятьох дев'ятеро дев'ятий девять девяти девятью девятый",
        "10": "ten tenth десять десяти десятьох десятеро десятий десятью десятый",
        "11": "eleven одинадцять одинадцяти одиннадцать одиннадцати",
        "12": "twelve дванадцять дванадцяти двенадцать двенадцати",
        "13": "thirteen тринадцять тринадцяти тринадцать тринадцати",
        "14": "fourteen чотирнадцять чотирнадцяти четырнадцать четырнадцати",
        "15": "fifteen п'ятнадцять п'ятнадцяти пятнадцать пятнадцати",
        "16": "sixteen шістнадцять шістнадцяти шестнадцать шестнадцати",
        "17": "seventeen сімнадцять сімнадцяти семнадцать семнадцати",
        "18": "eighteen вісімнадцять вісімнадцяти восемнадцать восемнадцати",
        "19": "nineteen дев'ятнадцять дев'ятнадцяти девятнадцать девятнадцати",
        "20": "twenty двадцять двадцяти двадцать двадцати",
        "30": "thirty тридцять тридцяти тридцать тридцати",
        "40": "forty сорок сорока",
        "50": "fifty п'ятдесят п'ятдесяти пятьдесят пятидесяти",
        "60": "sixty шістдесят шістдесяти шестьдесят шестидесяти",
        "70": "seventy сімдесят сімдесяти семьдесят семидесяти",
        "80": "eighty вісімдесят вісімдесяти восемьдесят восьмидесяти",
        "90": "ninety дев'яносто девяносто",
        "hundred": "hundred hundreds сто сотня сотні сотень сотни сотен",
        "thousand": "thousand thousands тисяча тисячі тисяч тисячу тис тысяча тысячи тысяч тысячу тыс",
        "million": "million millions mln мільйон мільйони мільйонів мільйона млн миллион миллионы миллионов миллиона",
        "billion": "billion billions bn мільярд мільярди мільярдів млрд миллиард миллиарды миллиардов",
        "trillion": "trillion trillions trn трильйон трильйони трильйонів трлн триллион триллионы триллионов",
        "half": "half halves половина половини половину половиною половины половиной наполовину",
    }.items()
}
_VALUE = {word: value for value, words in WORDS.items() for word in words}
_NUMBER = re.compile(r"(?:(?<!\S)[+-])?[$€£₴₽¥]?\d+(?:[.,: ]\d+)*(?: ?[%€₴₽£$‰°])?|[^\W\d_]+(?:'[^\W\d_]+)*")
_THOUSANDS = re.compile(r"(?<=\d)[ ,](?=\d{3}(?!\d))")
_SERIES = re.compile(r" (?=\d)")
_FRACTION = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


def figures(text: str) -> list[str]:
    """The numbers in their order, digits and words alike. "One" is left out: it is a pronoun as often as a number."""
    found = []
    for token in _NUMBER.findall(text):
        if token[-1].isalpha():
            value = _VALUE.get(token.lower())
            found += [value] if value else []
        else:
            found += [_FRACTION.sub(".", part).replace("_", "") for part in _parts(token)]
    return found


def _parts(token: str) -> list[str]:
    """A run of digits as its numbers: "10 000 %" is one, "2014 2015" are two."""
    joined = re.sub(r" (?=[%€₴₽£$‰°])", "", _THOUSANDS.sub("", token))
    return _SERIES.split(joined)
