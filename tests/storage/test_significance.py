from types import SimpleNamespace

import pytest

from storage.significance import Edit, compare, words_changed

REST = "Nothing else in the village was changed that day."


def text(
    body: str = REST, title: str = "A title", standfirst: str | None = None, authors: tuple[str, ...] = ()
) -> SimpleNamespace:
    return SimpleNamespace(title=title, standfirst=standfirst, body=body, authors=authors)


def test_the_same_text_is_no_edit() -> None:
    assert compare(text(), text()) == Edit()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('He said "no" to it.', "He said “no” to it."),
        ("Вони сказали «так».", 'Вони сказали "так".'),
        ("П'ятеро людей", "Пʼятеро людей"),
        ("П'ятеро людей", "П’ятеро людей"),
        ("a 10 km race", "a 10\u00a0km  race"),
        ("un\u00adcon\u00adsti\u200btutional", "unconstitutional"),
        ("the talks - the first - failed", "the talks — the first — failed"),
        ("the talks — failed", "the talks—failed"),
        ("One sentence. Another one.", "One sentence.\n\nAnother one."),
        ("Київський міст", "Київський мiст"),  # a Latin i
        ("He paused... then left", "He paused… then left"),
        ("\u0439 та \u0457", "\u0438\u0306 та \u0456\u0308"),  # composed, decomposed
    ],
)
def test_typography_is_cosmetic(before: str, after: str) -> None:
    edit = compare(text(before), text(after))
    assert (edit.significance, edit.fields) == ("cosmetic", ("body",))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("At least 3 were hurt.", "At least 5 were hurt.", "number"),
        ("Загинули 3 людини.", "Загинули 8 людей.", "number"),
        ("She will resign, he says.", "She will not resign, he says.", "negation"),
        ("She did resign.", "She didn't resign.", "negation"),
        ("Уряд планує підвищити тарифи.", "Уряд не планує підвищити тарифи.", "negation"),
        ("Правительство планирует это.", "Правительство не планирует это.", "negation"),
        ("Заяву підписав Олександр Ткач.", "Заяву підписав Олексій Ткач.", "name"),
        ("The letter is from John Smith.", "The letter is from Paul Smith.", "name"),
        ("Police killed the man.", "Police allegedly killed the man.", "qualifier"),
        ("It lost 4 million a year.", "It lost 4 billion a year.", "number"),
        ("He said that she broke the law.", "She said that he broke the law.", "words swapped"),
        ('He said "we shall go there" twice.', 'He said "they came from here" twice.', "quotation changed"),
        (REST, f"{REST}\n\nA second paragraph came.", "paragraph added"),
        (f"{REST}\n\nA second paragraph went.", REST, "paragraph removed"),
        (REST, "Ten quite other words stand now where once there were eight old ones.", "many words"),
    ],
)
def test_what_changes_a_readers_knowledge_is_substantive(before: str, after: str, reason: str) -> None:
    edit = compare(text(before), text(after))
    assert edit.significance == "substantive"
    assert reason in edit.reasons
    assert edit.fields == ("body",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The parliment will vote.", "The parliament will vote."),
        ("Still the judges refused it.", "Still, the judges refused it."),
        ("Він прибув у місто вранці.", "Він прибув в місто вранці."),
        ("віце-мер заявив", "віцемер заявив"),
        ("Вони їдуть до Києва разом.", "Вони їдуть до Києву разом."),
        ("Рада каже що так.", "Рада каже, що так."),
    ],
)
def test_spelling_and_punctuation_are_minor(before: str, after: str) -> None:
    assert compare(text(before), text(after)).significance == "minor"


def test_a_headline_is_substantive_even_for_a_question_mark() -> None:
    assert compare(text(title="Мер пішов"), text(title="Мер пішов?")).reasons == ("headline",)
    assert compare(text(title="Police clash with crowd"), text(title="Crowd clash with police")).fields == ("title",)
    assert compare(text(title="The End"), text(title="The end")).significance == "minor"


def test_a_byline_is_an_edit_of_authors() -> None:
    edit = compare(text(authors=("A. Bee",)), text(authors=("A. Bee", "C. Dee")))
    assert (edit.fields, edit.significance) == (("authors",), "minor")


def test_only_fields_that_really_changed_are_named() -> None:
    before = text("He said “no”.", title="One", standfirst="A")
    after = text('He said "no".', title="Two", standfirst="B")
    assert compare(before, after).fields == ("title", "standfirst")


@pytest.mark.parametrize(
    "note", ["Correction: it was 40.", "Updated at noon.", "Оновлено: уточнено дані.", "Исправлено."]
)
def test_an_edit_that_says_so_is_disclosed(note: str) -> None:
    assert compare(text(), text(f"{REST}\n\n{note}")).disclosed
    assert not compare(text(f"{REST}\n\n{note}"), text(f"Well. {REST}\n\n{note}")).disclosed


def test_versions_may_be_mappings_and_lack_fields() -> None:
    edit = compare({"title": "A", "body": REST}, {"title": "B", "body": REST, "authors": None})
    assert edit.fields == ("title",)


def test_a_moved_paragraph_adds_and_removes_no_words() -> None:
    assert words_changed(text("one two\n\nthree"), text("three\n\none two")) == (0, 0)
    assert words_changed(text("one two"), text("one four five")) == (2, 1)


@pytest.mark.timeout(10)
def test_hostile_texts_are_weighed_in_seconds() -> None:
    many = "\n\n".join(f'Name{n} says "word {n} of it" to Other{n}.' for n in range(5_000))
    other = "\n\n".join(f'Nome{n} said "ward {n} of it" to Athor{n}.' for n in range(5_000))
    assert compare(text(many), text(other)).significance == "substantive"
    assert compare(text("a" + " " * 1_000_000), text("b" + "\u00a0-" * 300_000)).fields == ("body",)
    assert compare(text("і" + "a" * 500_000), text("a" * 500_000)).fields == ("body",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Some 3 miners were killed.", "Some 5 miners were killed."),
        ("Three people died in the fire.", "Four people died in the fire."),
        ("The deal is worth $4.5 million.", "The deal is worth $45 million."),
        ("It will cost $5 a month.", "It will cost €5 a month."),
        ("Temperatures fell to -5 degrees.", "Temperatures fell to 5 degrees."),
        ("Turnout was 45%.", "Turnout was 54%."),
        ("The meeting is on Monday.", "The meeting is on Tuesday."),
        ("The vote is in March.", "The vote is in April."),
        ("The meeting is at 10:30.", "The meeting is at 11:30."),
        ("She did say so.", "She didn't say so."),
        ("The law is legal under the treaty.", "The law is illegal under the treaty."),
        ("He never met the ambassador.", "He met the ambassador."),
        ("The court found him guilty.", "The court found him innocent."),
        ("Police arrested the man on the square.", "Police killed the man on the square."),
        ("The man murdered his neighbour.", "The man allegedly murdered his neighbour."),
        ("The minister may resign.", "The minister will resign."),
        ("The minister said the fire was an accident.", "The minister claimed the fire was an accident."),
        ("The spokesman confirmed the report.", "The spokesman denied the report."),
        ("Prices rose in October.", "Prices fell in October."),
        ("The town lies north of the capital.", "The town lies south of the capital."),
        ("The blast happened before the speech.", "The blast happened after the speech."),
        ("All of the miners were rescued.", "Some of the miners were rescued."),
        ("Smith resigned last night.", "Jones resigned last night."),
        ("The letter came from Iran.", "The letter came from Iraq."),
        ("The talks were held in Austria.", "The talks were held in Australia."),
        ("Ukraine attacked Russia at dawn.", "Russia attacked Ukraine at dawn."),
        ("Police clashed with protesters in the park.", "Protesters clashed with police in the park."),
        ("Joe Biden defeated Donald Trump in the vote.", "Donald Trump defeated Joe Biden in the vote."),
        ("He said that 3 died and 5 were hurt.", "He said that 5 died and 3 were hurt."),
        ("He left. The court sat at noon.", "He left. He denied the charge. The court sat at noon."),
        ("He left. He denied it. The court sat at noon.", "He left. The court sat at noon."),
        ('The mayor said: "We are ready for winter."', 'The mayor said: "We are not sure about it."'),
        ('He left early. "I regret it," he said. The court rose.', "He left early. The court rose."),
        ("The bank lost a third of its value.", "The bank lost half of its value."),
        ("The militants entered the village.", "The terrorists entered the village."),
        ("The firm approved the merger.", "The firm rejected the merger."),
        ("The company banned phones.", "The company allowed phones."),
        ("The strike lasted two days.", "The strike lasted twelve days."),
        ("She was born in 1974.", "She was born in 1947."),
        ("The president flew to Paris.", "The president flew to London."),
        ("He said she had won.", "She said he had won."),
        ("Officials say the dam is safe.", "Engineers say the dam is safe."),
        ("The judge refused bail.", "The judge granted bail."),
        ("The region has recovered 90 bodies.", "The region has recovered nearly 90 bodies."),
        ("The crash injured dozens.", "The crash killed dozens."),
        ("The army liberated the town.", "The army occupied the town."),
        ("The court convicted the former mayor.", "The court acquitted the former mayor."),
        ("Загинули троє людей.", "Загинули п'ятеро людей."),
        ("Через пожежу загинули 3 робітники.", "Через пожежу загинули 4 робітники."),
        ("Унаслідок атаки поранено двох людей.", "Унаслідок атаки загинули двоє людей."),
        ("Уряд підвищить тарифи.", "Уряд не підвищить тарифи."),
        ("Суд визнав його винним.", "Суд визнав його невинним."),
        ("Рішення є законним.", "Рішення є незаконним."),
        ("Він убив сусіда.", "Він нібито вбив сусіда."),
        ("Чоловік скоїв злочин.", "Чоловік, ймовірно, скоїв злочин."),
        ("Зустріч відбудеться в понеділок.", "Зустріч відбудеться у вівторок."),
        ("Вибори пройдуть у березні.", "Вибори пройдуть у квітні."),
        ("Міністр підтвердив інформацію.", "Міністр спростував інформацію."),
        ("Ціни зросли на ринку.", "Ціни знизилися на ринку."),
        ("Вибух стався на півночі міста.", "Вибух стався на півдні міста."),
        ("Росія напала на Україну вночі.", "Україна напала на Росію вночі."),
        ("Заяву підписав Іваненко.", "Заяву підписав Петренко."),
        ("Іваненко подав у відставку.", "Петренко подав у відставку."),
        ("Делегація прибула до Києва.", "Делегація прибула до Харкова."),
        ("Пожежа сталася в Полтавській області.", "Пожежа сталася в Чернігівській області."),
        ("Збитки сягають 4 мільйонів гривень.", "Збитки сягають 4 мільярдів гривень."),
        ("Він заявив, що вона винна.", "Вона заявила, що він винен."),
        ("Суд заарештував посадовця.", "Суд звільнив посадовця."),
        ("Комітет ухвалив звіт.", "Комітет відхилив звіт."),
        ("Усі працівники отримали зарплату.", "Деякі працівники отримали зарплату."),
        ("Засідання о 10:00.", "Засідання о 12:00."),
        ("«Ми готові до зими», — сказав мер.", "«Ми ще не знаємо», — сказав мер."),
        (
            "Суд тривав день. «Я не винен», — сказав він. Вирок оголосять згодом.",
            "Суд тривав день. Вирок оголосять згодом.",
        ),
        ("Він пішов. Суд почався опівдні.", "Він пішов. Провину він заперечує. Суд почався опівдні."),
        ("Зарплата зросте на 10%.", "Зарплата зросте на 15%."),
        ("Вибух стався до початку концерту.", "Вибух стався після початку концерту."),
        ("Поліція затримала чоловіка.", "Поліція вбила чоловіка."),
        ("Компанія втратила половину доходу.", "Компанія втратила третину доходу."),
        ("Військові звільнили село.", "Військові окупували село."),
        ("За словами очевидців, водій утік.", "Водій утік."),
        ("Документ підписав президент.", "Документу президент ніколи не підписував."),
        ("У лікарні 12 поранених.", "У лікарні щонайменше 12 поранених."),
        ("Погибли трое человек.", "Погибли пятеро человек."),
        ("Суд признал его виновным.", "Суд признал его невиновным."),
        ("Правительство повысит тарифы.", "Правительство не повысит тарифы."),
        ("Мужчина совершил преступление.", "Мужчина якобы совершил преступление."),
        ("Встреча пройдет в понедельник.", "Встреча пройдет во вторник."),
        ("Министр подтвердил данные.", "Министр опроверг данные."),
        ("Цены выросли.", "Цены снизились."),
        ("Ущерб составил 3 миллиона рублей.", "Ущерб составил 3 миллиарда рублей."),
        ("Заявление подписал Иванов.", "Заявление подписал Сидоров."),
        ("Полиция задержала мужчину.", "Полиция убила мужчину."),
        ("Делегация прибыла в Москву.", "Делегация прибыла в Минск."),
        ("Выборы пройдут в марте.", "Выборы пройдут в апреле."),
        ("Ранены 12 человек.", "Погибли 12 человек."),
        ("Дума приняла закон.", "Дума отклонила закон."),
        ("Он сказал, что она ушла.", "Она сказала, что он ушел."),
        ("«Мы готовы», - сказал мэр.", "«Мы не готовы», - сказал мэр."),
        ("Взрыв произошел на севере города.", "Взрыв произошел на юге города."),
        (
            "Пожар начался утром. Суд рассмотрит дело.",
            "Пожар начался утром. Виновных пока не нашли. Суд рассмотрит дело.",
        ),
    ],
)
def test_another_statement_is_substantive_whichever_way_it_goes(one: str, other: str) -> None:
    assert compare(text(one), text(other)).significance == "substantive"
    assert compare(text(other), text(one)).significance == "substantive"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He recieved the award in June.", "He received the award in June."),
        ("The company have said so.", "The company has said so."),
        ("It was a a good day.", "It was a good day."),
        ("The five-year plan failed.", "The 5-year plan failed."),
        ("It lost 1,000 men.", "It lost 1000 men."),
        ("It is 5 % of all.", "It is 5% of all."),
        ("He does not agree.", "He doesn't agree."),
        ("The letter from Zelensky arrived.", "The letter from Zelenskyy arrived."),
        ("The web site is down.", "The website is down."),
        ("The Prime Minister spoke.", "The prime minister spoke."),
        ("They organised a fair.", "They organized a fair."),
        ("He said on Monday that taxes are high.", "On Monday he said that taxes are high."),
        ("The towns centre is empty.", "The town's centre is empty."),
        ("The mayor of Odesa spoke quickly.", "The mayor of Odesa quickly spoke."),
        ("He lives in it's centre.", "He lives in its centre."),
        ("The minister, who resigned spoke.", "The minister, who resigned, spoke."),
        ("The colour is grey.", "The color is gray."),
        ("They was there all day.", "They were there all day."),
        ("He left the the house.", "He left the house."),
        ("This is a sentence, that is long.", "This is a sentence that is long."),
        ("Вона поїхала у Ужгород потягом.", "Вона поїхала в Ужгород потягом."),
        ("Не зважаючи на дощ, люди прийшли.", "Незважаючи на дощ, люди прийшли."),
        (
            "Директор говорив про потребу змiн, кажэ речниця.",
            "Директор говорив про потребу змін, каже речниця.",
        ),
        ("Він з сестрою прийшов додому.", "Він із сестрою прийшов додому."),
        ("Зеленский прибув до міста.", "Зеленський прибув до міста."),
        ("У місті працюють п'ять шкіл.", "У місті працюють 5 шкіл."),
        ("Він живе в Києві з братом", "Він живе в Києві з братом."),
        ("Усі діти вдома.", "Всі діти вдома."),
        ("Проект схвалено радою.", "Проєкт схвалено радою."),
        ("Кожен хто хоче, прийде.", "Кожен, хто хоче, прийде."),
        ("Самий великий міст країни.", "Найбільший міст країни."),
        ("На протязі року ситуація змінилась.", "Протягом року ситуація змінилася."),
        ("Він сказав шо прийде.", "Він сказав, що прийде."),
        ("Депутат Верховної ради виступив.", "Депутат Верховної Ради виступив."),
        ("Він не має часу.", "Він немає часу."),
        ("Правительство повысит тариффы.", "Правительство повысит тарифы."),
        ("Он сказал что придет.", "Он сказал, что придет."),
        ("Ещё один день прошел.", "Еще один день прошел."),
        ("В городе работают пять школ.", "В городе работают 5 школ."),
        ("Он приехал в Москву с братом.", "Он приехал в Москву с братом"),
        ("Согласно закона, это так.", "Согласно закону, это так."),
        ("Не смотря на дождь, люди пришли.", "Несмотря на дождь, люди пришли."),
    ],
)
def test_the_same_statement_in_better_words_is_minor_whichever_way_it_goes(one: str, other: str) -> None:
    assert compare(text(one), text(other)).significance == "minor"
    assert compare(text(other), text(one)).significance == "minor"


FOUR = [
    "The council met to discuss the budget for schools.",
    "Several members left early because of the storm warning.",
    "A new session is planned for the end of the month.",
    "The mayor thanked everyone who came to the meeting.",
]


def paragraphs(*pieces: str) -> SimpleNamespace:
    return text("\n\n".join(pieces))


def test_a_paragraph_that_only_moved_is_told_so_and_is_neither_removed_nor_added() -> None:
    moved = compare(paragraphs(*FOUR), paragraphs(FOUR[3], *FOUR[:3]))
    assert (moved.significance, moved.reasons) == ("minor", ("paragraph moved",))
    mended = compare(paragraphs(*FOUR), paragraphs(FOUR[3].replace("everyone", "everybody"), *FOUR[:3]))
    assert (mended.significance, mended.reasons) == ("minor", ("paragraph moved",))
    altered = compare(paragraphs(*FOUR), paragraphs(FOUR[3].replace("thanked", "never thanked"), *FOUR[:3]))
    assert altered.reasons == ("paragraph moved", "negation")


def test_paragraphs_that_are_split_or_merged_are_cosmetic_and_a_slip_mended_on_the_way_is_minor() -> None:
    merged = (" ".join(FOUR[:2]), *FOUR[2:])
    assert compare(paragraphs(*FOUR), paragraphs(*merged)).significance == "cosmetic"
    assert compare(paragraphs(*merged), paragraphs(*FOUR)).significance == "cosmetic"
    assert (
        compare(paragraphs(*FOUR), paragraphs(merged[0].replace("early", "erly"), *merged[1:])).significance == "minor"
    )


def test_a_short_paragraph_is_told_even_beside_one_that_was_mended() -> None:
    mended = FOUR[0].replace("schools", "school")
    assert "paragraph added" in compare(paragraphs(*FOUR), paragraphs(mended, "He denied it.", *FOUR[1:])).reasons
    assert "paragraph removed" in compare(paragraphs(mended, "He denied it.", *FOUR[1:]), paragraphs(*FOUR)).reasons


def test_a_quotation_that_went_with_its_paragraph_is_told() -> None:
    before = paragraphs(FOUR[0], "«Я не винен», — сказав підсудний на суді.", FOUR[1])
    assert compare(before, paragraphs(*FOUR[:2])).reasons == ("paragraph removed", "quotation removed")


def test_quotation_marks_alone_are_punctuation() -> None:
    assert compare(text('In the "golden age" of it.'), text("In the golden age of it.")).significance == "minor"


def test_an_edit_of_furniture_alone_is_none_and_claims_nothing() -> None:
    assert compare(paragraphs(*FOUR, "1,204 views"), paragraphs(*FOUR, "1,310 views")) == Edit()
    real = compare(paragraphs(*FOUR, "1,204 views"), paragraphs(*FOUR[:3], "1,310 views"))
    assert (real.significance, real.reasons) == ("substantive", ("paragraph removed",))
    both = compare(text(REST, title="One"), text(f"{REST}\n\nAdvertisement", title="Two"))
    assert both.fields == ("title",)
