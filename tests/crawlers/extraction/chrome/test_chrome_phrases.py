"""What the rule files drop and what they leave, kind by kind. Every sentence is invented for this file."""

import pytest

from crawlers.extraction.chrome.rules import ends_the_article, is_chrome, opens_comments

PROMPTS_EN = [
    "Sign up for our weekly newsletter and never miss a story from the river towns.",
    "Want more from the valley? Subscribe to our free Friday newsletter.",
    "Get the day's stories delivered straight to your inbox.",
    "Follow The Harbour Courier on Facebook and Instagram.",
    "Join our WhatsApp channel",
    "Download our app to read the Courier on the go.",
    "Support independent journalism with a monthly gift.",
    "Help us keep our newsroom free for everyone: donate from two pounds a month.",
    "Already a subscriber? Log in",
    "Unlimited online access to all articles and the archive",
    "Share your thoughts in the comments below.",
    "Join the conversation",
    "Spotted an error? Let us know.",
    "Do you have a story for our reporters? Email us at desk@example.org",
    "We use cookies so that this website works as it should.",
]
READ_ALSO_EN = [
    "READ MORE: The ferry that nobody wanted",
    "ALSO READ: Five bridges, one budget",
    "Related | What the mayor promised in spring",
    "Read more about the harbour here",
    "For more news about the coast, visit our front page.",
    "More stories from the valley",
    "Full coverage: https://example.org/bridges",
    "Read also: “We did not wait”: how a village built a bridge, its head said.",
]
CREDITS_EN = [
    "Photo: Jane Miller",
    "The old bridge on Monday. (Photo by Jane Miller)",
    "Workers on the river bank. Jane Miller/Reuters",
    "© Jane Miller",
    "The ferry leaves the old pier in the morning. Reuters/Jane Miller",
    "Getty Images",
    "Image source, Getty Images",
    "The mayor in March. File photo",
    "Reporting by Jane Miller; editing by John Smith",
    "With reports from The Harbour Courier",
    "This story was first published by the Harbour Courier in May.",
    "This article was translated by AI.",
    "This article contains affiliate links.",
    "We may earn a commission if you buy through our links.",
    "Jane Miller can be reached at jane@example.org",
    "The views expressed in this article are those of the author and do not reflect the Courier's.",
    "The post Five bridges, one budget appeared first on Harbour Courier.",
    "Updated 14:05, 3 March 2026",
    "4 min read",
    "1,204 views · 16 comments | 3 shares",
    "Nikkei 225 39,101.55 -0.42%",
    "We and our 290 partners store and access information on your device.",
    "Advertisement · Scroll to continue",
    "This video is not available in your country.",
    "Screenshot from video",
    "Thank you for reading!",
    "Please consider supporting us.",
]
PROMPTS_UK = [
    "Підписуйтесь на наш Telegram-канал, щоб знати першими.",
    "Хочете дізнаватися новини першими? Приєднуйтеся до нас у Viber!",
    "Стежте за нами у Facebook та Instagram",
    "Більше новин громади читайте на нашій сторінці у Фейсбуці.",
    "Ще більше цікавих матеріалів у нашому телеграм-каналі",
    "Долучайтеся до спільноти читачів «Степового кур'єра»!",
    "Підтримайте незалежну журналістику: кожен донат важливий.",
    "Ваша підтримка допомагає нашій редакції працювати далі.",
    "Завантажуйте наш застосунок для Android",
    "Додайте «Степовий кур'єр» до вибраних джерел у Google",
    "Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter.",
    "Знайшли помилку? Виділіть текст і повідомте нам.",
    "Пишіть свою думку в коментарях!",
    "Маєте цікаву новину? Надсилайте її нам на пошту редакції.",
    "Сподобалась новина? Поділіться з друзями!",
    "Читайте також як громада збудувала міст",
    "Детальніше про це – у нашому матеріалі.",
]
READ_ALSO_UK = [
    "Читайте також: Пором, якого ніхто не чекав",
    "ЧИТАЙТЕ ТАКОЖ",
    "Читайте більше про мости у нашому матеріалі.",
    "Детальніше читайте в матеріалі «П'ять мостів і один бюджет».",
    "Також цікаво: Скільки коштує переправа",
    "Вас може зацікавити: Хто лагодить мости",
    "Відео дня",
    "Дивіться також | Міст узимку",
]
CREDITS_UK = [
    "Оновлено 40 хвилин тому",
    "86 коментарів · 1,4 тис. переглядів",
    "Ми та наші 290 партнерів зберігаємо інформацію на вашому пристрої.",
    "Фото: Олена Коваль",
    "Фото: пресслужба міськради",
    "Фото з архіву редакції",
    "Новий міст відкрили у вересні. Фото: Олена Коваль",
    "Міст через річку (фото: Олена Коваль)",
    "Скріншот з відео",
    "Ілюстративне фото",
    "Джерело: міська рада",
    "Матеріал підготувала Олена Коваль",
    "Матеріал створено за підтримки фонду «Береги».",
    "Цей текст опубліковано в межах проєкту «Річки без меж».",
    "Думка редакції може не збігатися з думкою автора.",
    "Редакція не несе відповідальності за зміст блогів.",
    "Усі права захищено. Передрук лише з посиланням на сайт.",
    "При використанні матеріалів гіперпосилання на «Степовий кур'єр» обов'язкове.",
    "Публікується на правах реклами",
    "Партнерський матеріал",
    "Переклад виконано за допомогою штучного інтелекту",
    "Оновлено 12:40",
    "3 хв читання",
    "Ідентифікатор медіа R40-00000",
]
RUSSIAN_CHROME = [
    "Обновлено 3 часа назад",
    "Подписывайтесь на наш Telegram-канал, чтобы узнавать обо всём первыми.",
    "Следите за нами в соцсетях",
    "Больше новостей города в нашем телеграм-канале",
    "Хотите узнавать новости первыми? Присоединяйтесь к нам в Viber!",
    "Поддержите независимую журналистику.",
    "Если вы заметили ошибку, выделите её и нажмите Ctrl+Enter.",
    "Читайте также: Паром, которого никто не ждал",
    "Подробнее читайте в материале «Пять мостов и один бюджет».",
    "Также интересно: Сколько стоит переправа",
    "Фото: Елена Коваль",
    "Новый мост открыли в сентябре. Фото: Елена Коваль",
    "Источник: городской совет",
    "Материал подготовила Елена Коваль",
    "Этот материал создан при поддержке фонда «Берега».",
    "Мнение редакции может не совпадать с мнением автора.",
    "Обновлено 12:40",
    "Пишите своё мнение в комментариях!",
]
OTHERS = [
    "Lesen Sie auch: Die Fähre, die niemand wollte",
    "Mehr zum Thema",
    "Jetzt den kostenlosen Newsletter abonnieren",
    "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
    "Die alte Brücke am Montag. Foto: Anna Weber/dpa",
    "Lire aussi : Le bac dont personne ne voulait",
    "La suite est réservée aux abonnés.",
    "Lea también: El ferri que nadie quería",
    "Síguenos en Facebook",
    "Czytaj też: Prom, którego nikt nie chciał",
    "Fot. Anna Nowak",
]
CHROME = [
    *PROMPTS_EN, *READ_ALSO_EN, *CREDITS_EN, *PROMPTS_UK, *READ_ALSO_UK, *CREDITS_UK, *RUSSIAN_CHROME, *OTHERS,
]  # fmt: skip

PROSE_EN = [
    "The Nikkei 225 closed at 39,101 points, 0.4% lower than the day before.",
    "The film drew 1,204 views, 16 comments and three shares in its first week.",
    "The bank and its 290 partners store grain for the whole valley.",
    "She asked the readers of her blog to subscribe to the city's newsletter before the vote.",
    "We need your support, the mayor told the crowd on Monday.",
    "Like Facebook, the new network shows first what friends have shared.",
    "Find out why the bridge at the mill was closed twice this year.",
    "Residents may receive compensation for the flats they lost in the flood.",
    "Support for independent media fell by a third in five years, the report says.",
    "An error in the audit was found in March and reported to the council.",
    "Tap water in the old town is safe again, the utility said.",
    "Every family received a cash handout.",
    "The island can be reached on foot at low tide.",
    "The ferry will not sail before May, the owners told AFP and Reuters.",
    "Reuters, citing two officials, said the deal was close.",
    "Published in 1925, the novel was forgotten for half a century.",
    "Correction: an earlier version of this article gave the wrong number of bridges.",
    "This article was corrected on Tuesday: the bridge has four lanes and not six.",
    "The court ruled that the company is not liable for content that users post.",
    "Source of the money is the regional budget.",
    "The ministry wrote on its Telegram channel that the road is open.",
    "The bakery uses butter in all of its cookies, its owner says.",
    "He read more books in prison than in all the years before.",
    "Share prices fell by four per cent after the news.",
    "Comments by the minister surprised even his own party.",
    "Watch dogs found the smugglers' boat in the reeds near the border.",
    "The lists are open only to subscribers, of whom the library has ten thousand.",
    "Already a member of the union, the country wants more of it.",
    "Follow our example, the president told the summit.",
    "Join us in the harbour, the mayor told the crowd.",
    "Stay tuned, the minister said when he was asked about elections.",
    "By clicking on the link, victims gave the thieves their accounts.",
    "The views expressed by voters differ widely from one valley to the next.",
    "Reporting by the weekly contradicts what the ministry told its own staff.",
    "Sponsored by the region, the programme trains five hundred medics.",
    "Photographs by residents show smoke above the refinery.",
    "More stories from survivors were heard in the afternoon.",
    "Yes.",
    "“No.”",
]
PROSE_UK = [
    "Міст оновлено сорок років тому, а перила ще раніше.",
    "Якщо ви знайшли підозрілий предмет, не торкайтеся його і телефонуйте 101.",
    "Якщо ви помітили помилки в платіжці, зверніться до постачальника.",
    "Стежте за офіційними повідомленнями і не ігноруйте сигнали тривоги.",
    "У разі використання ядерної зброї відповідь буде спільною, заявив міністр.",
    "Будь-яке використання цієї зброї заборонене конвенцією.",
    "Нагадаємо, раніше ми писали, що міст закрили на ремонт.",
    "Про це мер повідомив у своєму Telegram-каналі.",
    "Головне управління розвідки повідомило в Telegram про нову операцію.",
    "Щоб читати новини, мешканці громади найчастіше відкривають телефон.",
    "Підтримати незалежні медіа закликали учасники конференції.",
    "Долучайтеся до збору, закликали волонтери: бракує ще ста тисяч.",
    "Кожна гривня, видана громаді торік, пішла на ремонт доріг.",
    "Адміністрація області не несе відповідальності за стан траси, вирішив суд.",
    "Зображення створили за допомогою штучного інтелекту, з'ясували перевіряльники, і поширили в мережі.",
    "Матеріали справи підготували в межах розслідування, яке триває з осені.",
    "Інформаційне агентство поширило заяву ввечері.",
    "Джерелом забруднення виявився старий склад.",
    "Більше половини мостів області потребують ремонту.",
    "Публікація звіту затримується через перевірку.",
    "Коментарі міністра здивували навіть його партію.",
    "Фотографії зі супутника показують зруйнований склад.",
    "Зареєструйтеся в електронній черзі не пізніше ніж за добу.",
    "Підписуйтесь під петицією, закликали активісти.",
    "Слідкуйте за подіями на кордоні, попросив міністр послів.",
    "Наш канал зламали, повідомили в міськраді.",
    "Ми в Telegram переписувалися щодня, каже дружина бійця.",
    "«Підтримайте нас», — просять мешканці сіл над річкою.",
    "Фото з місця пожежі оприлюднила прокуратура.",
    "Дата публікації звіту ще не відома.",
    "Щоб прочитати листа, вона сіла біля вікна.",
    "— Так.",
    "Ні.",
]
PROSE_RU = [
    "Если вы нашли подозрительный предмет, не трогайте его и звоните 101.",
    "Любое использование этого оружия запрещено конвенцией.",
    "Следите за сообщениями спасателей и не выходите на лёд.",
    "Напомним, ранее мы писали, что мост закрыли на ремонт.",
    "Об этом мэр сообщил в своём Telegram-канале.",
    "Источником загрязнения оказался старый склад.",
    "Больше половины мостов области нуждаются в ремонте.",
    "Комментарии министра удивили даже его партию.",
    "Присоединяйтесь к сбору, призвали волонтёры: не хватает ста тысяч.",
    "Поддержите нас, попросил певец со сцены.",
    "Наша группа вышла из окружения, рассказал командир.",
    "Чтобы прочитать письмо, она села у окна.",
    "Публикация от министерства появилась утром.",
    "Да.",
]
PROSE_OTHERS = [
    "Der Fehler wurde erst nach zwei Jahren entdeckt.",
    "Weitere Themen der Sitzung waren der Haushalt und die Brücken.",
    "Mit Informationen aus dem Rathaus handelten gleich mehrere Makler.",
    "Der Makler erhält eine Provision von drei Prozent.",
    "Die Stadt folgte dem Telegram-Kanal des Bürgermeisters nicht mehr.",
    "Les commentaires du ministre ont surpris son propre parti.",
    "La suscripción de acciones comenzará en marzo.",
    "Komentarze ministra zaskoczyły nawet jego partię.",
]


@pytest.mark.parametrize("line", CHROME)
def test_lines_around_an_article_are_chrome(line):
    assert is_chrome(line)


@pytest.mark.parametrize("line", [*PROSE_EN, *PROSE_UK, *PROSE_RU, *PROSE_OTHERS])
def test_sentences_of_an_article_stay_whatever_words_they_begin_with(line):
    assert not is_chrome(line)


@pytest.mark.parametrize(
    "line",
    [
        (
            "Our reporters go where others do not, and they take their time. That costs money. If you "
            "value our work and want to read it tomorrow too, please consider joining the readers who "
            "support us every month, it takes a minute and you can stop whenever you like. Members "
            "also get our letters on Sunday, and we say thank you to each of them."
        ),
        (
            "Ми щодня їздимо громадами й розповідаємо про те, чого не видно зі столиці. Це коштує "
            "грошей, і великих рекламодавців у нас немає. Підтримайте нас невеликим щомісячним "
            "внеском, і редакція зможе працювати далі: на пальне, на запчастини до старої машини, на "
            "юриста, який відповідає на скарги, і на зарплати журналістів."
        ),
    ],
)
def test_a_long_appeal_of_an_outlet_to_its_readers_is_chrome(line):
    assert len(line) > 300
    assert is_chrome(line)


def test_a_long_paragraph_about_newsletters_and_donations_stays():
    assert not is_chrome(
        "The paper, which lost its printing house in the flood, now lives on what its readers give: a "
        "third of them pay something every month, and the newsletter on Sundays brings in as much as "
        "the advertisements do. Nobody had believed that it would last, least of all the three people "
        "who write it in a flat above the bakery, and the town council has voted twice on whether to "
        "help."
    )


@pytest.mark.parametrize("heading", ["Comments (12)", "КОМЕНТАРІ (5):", "Комментарии: 3", "Kommentare"])
def test_the_heading_of_comments_ends_an_article_whatever_their_number(heading):
    assert ends_the_article(heading)
    assert opens_comments(heading)


@pytest.mark.parametrize(
    "heading", ["Related stories", "Популярні новини", "Похожие новости", "Die Redaktion empfiehlt"]
)
def test_the_heading_of_other_stories_ends_an_article_and_opens_no_comments(heading):
    assert ends_the_article(heading)
    assert not opens_comments(heading)


@pytest.mark.parametrize(
    "heading", ["Background", "What happens next", "Що далі", "Контекст", "Коментар експерта", "Folgen"]
)
def test_headings_within_articles_end_nothing(heading):
    assert not ends_the_article(heading)
