"""Names that Faker's lists lack: short forms, and given names and surnames of people who live in Europe today.

A key is a language of the carriers or, for people from elsewhere in all of them, ``world``.
"""

from __future__ import annotations

_SHORT = {
    "en": """Baz Gaz Shaz Daz Bev Kev Trev Des Stu Dougie Jonno Robbo Steph Jules Tash Nat Vee Trish Shel Mags Maz Liz Lizzie Beth Becca Bex Kaz Caz Gabs Jools Lottie Edie Elsie Ted Teddy
Gus Archie Alfie Ollie Olly Ozzy Zack Jake Nate Gabe Josh Matt Pat Patsy Mick Dez Donny Ronnie Reg Vince Vic Stan Wes Deb Debs Deb Sue Suze Jen Jenn Jenny Jess Kat Katie Kath Kit Mel Meg Nel
Nell Pippa Ros Sal Sam Sammy Tam Tess Tilly Tina Val Viv Zara Phil Geoff Cath Bernie Bertie Al Abs""",
    "de": """Manu Uli Ulli Olli Basti Tobi Steffi Gabi Moni Susi Conny Anni Lisi Resi Vroni Michi Flo Schorsch Sepp Hansi Kalle Matze Micha Andi Anke Heike Heiko Silke Elke Imke Wiebke Frauke
Femke Antje Meike Maike Tjark Sönke Hauke Fiete Ole Lasse Thorben Ronny Mandy Sandy Nancy Kati Kathi Franzi Johanna Leni Lenny Levi Mats Jonte Korbinian Xaver Alois Vroni Zenzi Burgi Rolf Ralf
Uta Uwe Ute Gerd Gerda Gitta Hilde Hedi Traudel Trudi Ewald Detlef Volker Holger Jörn Jürn Arne Nils Svea Smilla Ida Frieda Greta Mina Thea Merle Fenja Ilka Nadine Janine Jacqueline
Kevin Dominik Timo Tim Leon Luca Finn Emil Anton Theo Karl Oskar Matteo Malte Milan Jannik Yannik Marlon Kaan""",
    "fr": """Nico Seb Flo Fred Fredo Gégé Lulu Manu Momo Jojo Riri Zaza Juju Ju Clem Clém Guigui Titi Bibi Mimi Lili Loulou Dédé Nanou Nath Véro Cathy Isa Sabri Syl Sylvie Ghis Stef Steph Alex Aurel Aurélie
Caro Carole Coralie Cédric Cyril Yann Yannick Loïc Gaël Gaëlle Maëlys Maëva Léna Lina Lola Inès Jade Louane Manon Océane Solène Solange Enzo Mathis Timéo Noé Nolan Ethan Hugo Léo Malo Maël Ewen
Titouan Erwan Gwenaëlle Soizic Morgane Anaïs Ludivine Amandine Élodie Mélanie Émilie Bastien Bérengère Ange Toussaint Fabrice Thierry Gérald Gildas Kilian Ismaël Fatoumata Aminata Mamadou Ousmane
Moussa Sékou Awa Khadija Rachida Nadia Karim Samir Mehdi Yanis Rayan Sofiane""",
    "es": """Chema Toño Toñi Pepe Pepi Paco Paqui Quique Kike Nacho Nachete Rafa Fran Javi Santi Isa Isi Merche Mercè Menchu Charo Chari Chelo Encarni Encarna Loli Lola Lolo Manolo Manoli Maite Mayte Maribel Mariví
Marisa Marisol Mamen Conchi Concha Inma Pili Puri Rosi Susi Tere Vane Vero Vicky Yoli Bego Begoña Nuri Montse Jordi Jaume Xavi Pau Arnau Oriol Ferran Laia Meritxell Neus Iker Aitor Asier Unai Ander Iñaki
Gorka Ainhoa Nerea Amaia Leire Edurne Garbiñe Xoán Xiana Antía Brais Iria Uxía Sabela Noa Yago Izan Iván Aarón Yeray Ayoze Yurena Nayra Airam Guacimara Dani Edu Guille Nando Lucho Beto Memo Chucho
Chuy Lupita Lupe Yolanda Remedios Milagros Dolores Angustias Noelia Rocío Saray Joselito Juanjo Juanma Josele Pepa Curro Currito Basilio Anselmo""",
    "it": """Pina Pino Pinuccia Nunzia Nunzio Assunta Concetta Tina Titti Nino Nuccio Mimmo Peppe Peppino Gigi Giggi Gianni Giampi Gianpaolo Gianpiero Pier Piero Pieraldo Lalla Lella Lele Teo Ale Alex Andre Fede
Francy Fra Giuli Giulia Vale Vero Robi Roby Ste Stefi Dany Dani Lory Lori Betta Betty Bea Bice Cesco Checco Beppe Bepi Toni Tonino Totò Ciccio Salvo Turi Tano Carmelo Carmela Rosalia Ferruccio Ornella Ivano
Ivana Danilo Loris Denis Oksana Yasmine Kwame Chiara Giada Ginevra Aurora Greta Noemi Mia Matilde Ludovica Edoardo Tommaso Leonardo Gabriele Samuele Nicolò Niccolò Jacopo Elia Enea Brando Azzurra
Ines Iolanda Ersilia Immacolata Gennaro Ciro Raffaele Pasquale""",
    "nl": """Ans Anja Anouk Bep Bert Bart Bram Cees Kees Coen Daan Dirk Dirkjan Ellen Els Femke Fleur Floor Freek Geert Gijs Gerrit Hans Harm Henk Hanneke Hennie Ingrid Ineke Jaap Jeroen Jet Jip Joep Joke Joop
Joost Jort Jurre Karin Koen Lars Lieke Lies Loes Luuk Maaike Maartje Maarten Machteld Marieke Marije Marijke Marit Marloes Marjolein Mees Merel Mieke Miep Mirjam Nienke Noor Pim Piet Pleun Puk Rens Riet Rik
Roel Roos Ruud Sander Sanne Saar Sem Sjaak Sjoerd Sjors Stijn Sven Teun Teuntje Thijs Tineke Tjeerd Tom Toos Truus Twan Wies Wietske Wilma Willemijn Wim Wouter Wout Yvonne Yara Ymke Boudewijn Fenna Fenne
Jelle Jelte Hidde Douwe Sietske Froukje Bouke Evi Lotte Lente Hatice Emre Chidera Esmee Danique Priya""",
    "pt": """Quim Zé Zeca Chico Tó Tozé Nelo Manel Xico Zezinha São Bela Lena Mena Nela Guida Milu Mimi Kiko Tiago Duda Dudu Bia Bibi Carol Gabi Guga Gui Juju Jô Léo Lu Lulu Malu Mari Nando Nanda Paulinha Pedrinho
Rafa Rô Tati Vivi Beto Bete Cacá Cadu Caio Cauã Kauã Kaique Wesley Wellington Washington Jucélia Rosângela Edilson Edmilson Gilvan Genivaldo Josiane Jurema Iracema Jéssica Thaís Taís Thiago Vitória Yasmin Raíssa
Lurdes Odete Otília Adérito Amílcar Filomena Graça Iolanda Benedita Duarte Afonso Martim Salvador Santiago Lourenço Tomás Simão Dinis Gonçalo Vasco Vítor Hélder Nuno Rui Inês Matilde Leonor Carminho Constança
Mafalda Beatriz Celeste Fábio Sandro Nelson Ivo Telmo Márcio Mónica Sónia Cátia Tânia Vânia Célia Isilda""",
    "pl": """Ola Olek Ania Anka Aśka Asia Basia Baśka Gosia Gośka Kasia Kaśka Krysia Magda Marysia Maja Monia Iwona Iwonka Ela Elka Ewka Jola Jolka Jadzia Hania Hanka Zosia Zuzia Zuza Tosia Ula Ulka Wiola Wiolka
Dorotka Renia Grażka Halinka Stasia Stasiek Staszek Zdzisiek Zbyszek Zbynek Heniek Mietek Tadek Tadzio Władek Wojtek Wiesiek Witek Tomek Romek Radek Przemek Piotrek Paweł Pawełek Michaś Maciek Marcinek Mirek
Mariuszek Leszek Krzysiek Krzychu Kuba Jurek Jasiek Janek Jarek Jacek Irek Grzesiek Felek Edek Darek Czesiek Bartek Bogdan Bolek Arek Antek Andrzejek Adaś Adrianek Kordian Kajetan Kacper Kamil Hubert Oskar Natan
Nikodem Tymek Tymon Olaf Oliwier Igor Maks Borys Bogumił Bożena Bożenka Wacława Wioletta Luiza Kinga Zuzanna Oliwia Nadia Lena Pola Gaja Iga Kalina Jagoda Malwina Sławek Sylwek Oleksandr Oksana Olena Dmytro""",
    "sv": """Kicki Lotta Lollo Lasse Nisse Pelle Kalle Kenta Benke Bengan Berra Bosse Affe Hasse Jocke Jonte Janne Jompa Ankan Anki Annis Bettan Bibbi Bittan Ninni Nettan Nilla Pia Pian Sussie Sanna Titti Ulla Uffe Olle
Putte Kjelle Micke Macke Matte Mackan Tobbe Tompa Steffe Danne Fredde Krille Robban Roffe Sigge Sixten Stickan Svenne Tage Totte Gun Gunnel Gunvor Siv Solveig Maj Majken Birgit Britt Ann-Louise Gun-Britt
Lars-Göran Evert Torbjörn Ingegerd Ingvar Ingela Peder Anneli Malin Kerstin Yvonne Zeinab Warsame Tilde Elliot Hassan Jimmy Conny Sonny Ronny Moa Ebba Alva Elsa Saga Tuva Vera Tyra Svea Nova Noel Liam Love
Ludde Melker Milo Neo Otto Vidar Viggo Wilmer Ture Tjalle Åke Åsa Örjan Östen Bo Bodil Göte Gösta""",
}
_LAST = {
    "en": """Featherstonehaugh Oyelaran Adeyemi Okonkwo Okafor Achebe Adebayo Mensah Boateng Asante Osei Owusu Pocklington Hargreaves Wexcombe Soomro Ramsbottom Thistlethwaite Entwistle Micklethwaite Braithwaite Oduya
Trimble Papadakis Thibodeaux Delacroix Boudreaux Szymanski Kaczynski Gilhooly Mulgrew McAllister Llewellyn Prydderch Penhaligon Trevithick Trelawney Fairclough Postlethwaite Haythornthwaite Oakeshott Winterbottom Sidebottom
Crabtree Ogilvie Abernethy Drummond Strachan Urquhart Colquhoun Farquharson Gallacher Heaney Brannigan O'Hanlon O'Shaughnessy O'Riordan O'Dowd Cholmondeley""",
    "de": """Wuttke Zschoche Zschau Krzyminski Kowalke Kowalzik Schimanski Lewandowski Brandhuber Gscheidle Ammerländer Tjaden Marquardsen Petersen Pasternack Oberländer Stelzig Tewes Riemann Abendroth Tschirner Salomon
Twickel Lühe Brinkmann Hinrichs Harms Janssen Claasen Eilers Behrends Ahlers Onken Ubben Tammen Nissen Thomsen Momsen Feddersen Ketelsen Carstensen Petzold Lorenz Noack Nowotny Krahl Kretzschmar Tzschoppe Mikolajczak
Schäuffele Häberle Pfleiderer Eberle Bäuerle Gmeiner Obermaier Niederhuber Hinterhuber Kirchgessner Stoiber Haslinger Aigner Leitner Pichler Egger Hofstätter Moosbrugger Zumthor Zurbriggen Ruckstuhl Bärtschi Nägeli""",
    "fr": """Kervadec Kermarrec Le-Goff Le-Bihan Guivarch Salaün Quéméneur Diarra Traoré Coulibaly Keita Camara Konaté Diallo Sylla Sissoko Benali Bensaïd Belkacem Haddad Mansouri Cherif Boukhari Vanhoutte Vandamme
Deschamps Delpech Bouteiller Aubertin Castagnet Daubèze Larroque Etcheverry Etchegaray Iribarne Pasquini Colonna Santoni Marchetti Orsini Casanova Muller Schmitt Klein Meyer Wagner Zimmermann Hoarau Payet Grondin Rivière
Lebreton Vasseur Descamps Lefebvre Delattre Wattez Duhamel Poulain Quesnel Lecomte Lemoine Collet Terrier""",
    "es": """Goikoetxea Etxeberria Zubizarreta Aguirrezabala Mendizabal Urrutia Arrizabalaga Ferreiro Piñeiro Lema Castiñeira Seoane Vilariño Figueras Puig Puigdemont Vilaseca Camprubí Ferrer Soler Roca Serra Batlle Casals
Peláez Orduña Chamorro Manrique Izquierdo Lahoz Bermúdez Santana Déniz Betancor Cabrera Perdomo Hernangómez Quintanilla Valdivieso Zamorano Huamán Quispe Mamani Condori Choque Yupanqui Chávez Bolaños Villalobos Tapia
Escobedo Lizárraga Benítez Cárdenas Zambrano Aguilar El-Idrissi Benjelloun Lahcen Bouzid Ouali Popescu Ionescu Radu Dumitru""",
    "it": """Colombari Caputo Bellucco Zanotto Bonomi Lattanzio Tarantini Marchesi Russolillo Ferrandi Fiorini Montesi Esposito Scognamiglio Cacciapuoti Iannone Pugliese Calabrese Siciliano Lo-Presti Lo-Cascio La-Rosa Di-Stefano
D'Angelo D'Amico Dall'Olio Dal-Pozzo Degasperi Brambilla Fumagalli Colombo Cattaneo Sala Galbusera Rigamonti Ghezzi Pedrazzini Zanardi Zanetti Bortolotti Bordignon Favaretto Pavan Trevisan Furlan Vendramin Piccinini Bruschi
Niccolai Bartolini Cecchini Santucci Angelucci Mastroianni Huber Mair Gruber Pichler Kofler Plattner Cusumano Bonanno Mancuso Puglisi Schillaci""",
    "nl": """Veldscholten Oosterlinck Tuinstra Bouazza Ramdhani Obbema Schouten Kuipers Dijkstra Hoekstra Terpstra Zijlstra Wiersma Bouma Postma Feenstra Visser Mulder Kramer Brouwer Kok Timmermans Vermeulen Verhoeven
Vandenbroucke Vandevelde Claes Peeters Wouters Goossens Mertens Willems Lemmens Hermans Jansma Rechteren Groothuis Nijhuis Wesselink Hulshoff Ramautar Jagroep Bissesar Ramkhelawan Kaya Öztürk El-Idrissi Aydin Nwosu Achterberg
Oudekerk Nieuwenhuizen Ruijter Wijnen Zuidema Slagter Noordhoek Boerrigter Slotboom""",
    "pt": """Pedrosa Barata Leitão Nogueira Salgueiro Sobral Antunes Fontoura Figueiró Bastos Prado Tavares Quintas Lourenço Sequeira Gouveia Brandão Teles Reichelt Carvalhal Carvalhosa Bettencourt Medeiros Furtado Arruda
Cavaco Coutinho Mascarenhas Vasconcelos Albuquerque Bragança Quaresma Falcão Raposo Cordeiro Pestana Valadares Seabra Sarmento Moutinho Gil Patrício Viegas Rosado Chaveiro Kuznetsov Semedo Évora Tchissola Cassamá Baldé""",
    "pl": """Drozdowski Pietrzak Wojtyniak Szczerbowska Ślusarczyk Bondarczuk Przytuła Drewniak Sołtysiak Piwowarczyk Grzelak Tyszka Banaś Domagalski Sobieraj Kaczmarek Rak Wąs Kołodziejczyk Gąsiorowski Brzęczyszczykiewicz
Szczepaniak Grzegrzółka Chrzanowski Dziedzic Żmuda Źrebiec Ćwikliński Łoś Łuczak Śmigielski Świerczek Trzeciak Pyrek Pałka Gzik Mroczek Mróz Zięba Kurzawa Pawlaczyk Ratajczak Nowaczyk Szymkowiak Wieczorkowski Kownacki""",
    "sv": """Åkerblom Åsenlund Hallenqvist Lantto Sandell Wallin Hellström Bergqvist Nyström Lindhagen Tell Niemi Mäkinen Korhonen Heikkilä Rautio Kangas Björklund Björkman Sjöstrand Sjödin Öhman Öberg Östlund Ängquist Ekdahl
Dahlgren Hedlund Hedberg Norling Wikström Wiklund Viklund Strömbäck Häggström Hägglund Stålhammar Rosengren Liljegren Palmgren Löfgren Löfvenberg Abdi Ahmed Warsame Mohamud Omar Haddad Yousef Karlberg Gustavsson Svedberg""",
}
_WORLD_FIRST = """
Ayşe Aysel Aylin Ayhan Ahmet Ali Arda Asli Azra Baran Berat Berk Burak Burcu Canan Cem Cemal Ceren Deniz Derya Devrim Dilara Ebru Ece Elif Emine Emir Emre Enes Eren Erkan Esra Fatih Fatma Ferhat Feride Filiz Gizem Gökhan
Gül Gülay Gülsüm Güler Hakan Halil Hasan Hatice Havva Hülya Hüseyin Ibrahim Kemal Kerem Koray Leyla Levent Mehmet Melek Melike Meltem Meryem Mert Mesut Murat Mustafa Nazan Nazli Nilgün Nilüfer Nuray Nurcan Okan Onur Orhan
Osman Ömer Özgür Özlem Pinar Ramazan Recep Rüya Selim Selin Selma Serdar Serkan Sevgi Sevim Sibel Sinan Songül Suat Sultan Süleyman Şule Tamer Tarkan Tolga Tuba Tuncay Turgut Ufuk Umut Volkan Yasemin Yasin Yavuz Yilmaz Yusuf
Zehra Zekiye Zeynep Aziz Abdul Abdullah Abdirahman Abdelkader Ahmad Ahmed Aicha Aisha Alaa Amal Amina Amine Amir Amira Anas Asma Ayman Ayoub Aziza Bashir Bilal Bouchra Brahim Dalia Dina Driss Fadi Fahad Faisal Fadila Farid Farida
Faten Fatiha Fatima Ghassan Habib Hadi Hadiya Hafsa Hakim Hala Halima Hamid Hamza Hana Hanan Hanane Hassan Hiba Hicham Hisham Houda Huda Hussein Ikram Iman Imane Ismail Jamal Jamila Jawad Kamal Karim Karima Khadija Khaled Khalid
Laila Lamia Latifa Layla Loubna Lubna Mahmoud Malak Malika Mariam Marwa Marwan Maryam Mohamed Mohammad Mohammed Mounir Mouna Mourad Muhammad Mustapha Nabil Nada Nadir Naima Najat Najib Nasser Nawal Nisrine Noor Nora Noura Omar
Osama Othman Rabia Rachid Rahma Rami Rana Rania Rashid Redouane Reem Rima Rida Saad Sabah Safia Said Saida Salah Salim Salma Samia Samira Sana Sanae Sara Siham Soukaina Soufiane Tarek Tariq Walid Wafa Wael Yahya Yasmina Yassin
Yassine Youssef Zahra Zaid Zainab Zakaria Zeinab Zineb Ziad Anatolij Andrij Andriy Anzhela Artem Bohdan Bogdana Daryna Denys Dmitri Dmitry Dmytro Galina Halyna Hanna Hryhorii Ihor Iryna Irina Ivanna Kateryna Khrystyna Kostiantyn
Ksenia Larysa Lesia Liudmyla Ludmila Lyudmila Maksym Maryna Mykhailo Mykola Nadiia Nataliia Natalia Natalya Nazar Oksana Oleg Oleh Oleksandr Oleksandra Oleksii Olena Olga Olha Orest Ostap Pavlo Petro Roman Ruslan Ruslana Serhii
Sergej Sergey Sofiia Solomiia Stepan Svetlana Svitlana Taras Tetiana Tetyana Uliana Vadym Valentyna Valeriy Vasyl Vasilij Viktoriia Vira Vitalii Vitaly Vladyslav Volodymyr Yana Yaroslav Yaroslava Yevhen Yevheniia Yulia Yuliia
Yuriy Zhanna Zoya Aleksei Alexei Anastasia Andrei Boris Ekaterina Elena Evgeny Fyodor Igor Ilya Kirill Konstantin Maxim Mikhail Nikita Nikolai Pavel Polina Tatiana Tatyana Timur Vladimir Yelena Aarav Aditi Aditya Ajay Akash
Akshay Alok Amit Amrita Anand Anil Anita Anjali Ankit Ankita Anup Aparna Arjun Arun Aruna Arvind Asha Ashok Ashwin Avinash Bhavna Chandan Chetan Deepa Deepak Deepika Devika Dinesh Divya Ganesh Gaurav Gayatri Geeta Girish Gita Gopal
Harish Harpreet Hemant Indira Isha Ishaan Jagdish Jaspreet Jaya Jyoti Kalpana Karthik Kavita Kiran Kishore Krishna Kunal Lakshmi Lalit Lata Madhav Madhu Mahesh Manish Manoj Meena Meera Mohan Mukesh Nandini Naveen Neeraj Neha Nikhil
Nisha Nitin Pankaj Parveen Pooja Prabhu Pradeep Prakash Pranav Prasad Prashant Pratik Preeti Priti Priya Priyanka Rahul Raj Raja Rajan Rajeev Rajendra Rajesh Rakesh Ramesh Rashmi Ravi Rekha Reshma Ritu Rohan Rohit Sachin Sandeep
Sangeeta Sanjay Sanjeev Santosh Sarita Shalini Shankar Sharad Shivani Shobha Shreya Shruti Siddharth Sneha Sonal Srinivas Subhash Sudha Sudhir Sumit Sunil Sunita Suresh Surya Sushma Swati Tanvi Tejas Temitope Uma Usha Vandana
Varun Venkat Vidya Vijay Vikas Vikram Vinay Vineet Vinod Vishal Vivek Yash Yogesh Anh Bao Binh Chau Cuong Dung Duong Giang Hai Hang Hanh Hien Hieu Hoa Hoang Hong Hue Hung Huong Huy Huyen Khanh Khoa Kien Lan Linh Loan Long Mai Minh
Nam Nga Ngoc Nguyet Nhung Oanh Phong Phuc Phuong Quan Quang Quoc Quyen Quynh Son Tam Tan Thanh Thao Thi Thinh Thu Thuy Tien Toan Trang Trinh Trung Tuan Tung Tuyet Van Viet Vinh Vy Xuan Yen Bei Bin Bo Chang Chao Chen Cheng Chun Dan
Dong Fang Fei Feng Gang Guang Guo Hao Hua Hui Jia Jian Jiang Jie Jin Jing Jun Kai Lei Li Liang Lin Ling Liu Mei Meiling Min Ming Na Ning Peng Ping Qiang Qing Rong Rui Shan Shu Tao Ting Wei Wen Xia Xiao Xiaoming Xiaoyan Xin Xing
Xiu Xiuying Xue Yan Yang Yi Ying Yong Yu Yuan Yue Yun Yuting Zhen Zheng Zhi Zhong Abiola Adaeze Adama Ade Adebola Adeola Aboubacar Akosua Ama Aminata Amadou Ayodele Babajide Bukola Chiamaka Chidi Chidera Chinedu Chinwe Chioma Ebele
Efua Ekow Emeka Esi Folake Funmi Ibrahima Ife Ifeoma Ikechukwu Issa Kehinde Kwabena Kwaku Kwame Kwesi Kofi Lamine Mamadou Mariama Modou Ngozi Nkechi Nneka Obinna Olumide Oluwaseun Omolara Ousmane Segun Sekou Seydou Sunday Taiwo
Temi Tendai Thabo Tunde Uche Yaa Yaw Zanele Abebe Almaz Biniam Dawit Eyob Filmon Girma Hirut Kidane Merhawi Meron Mulugeta Selam Senait Tesfaye Tewolde Yonas Amanda Agnieszka Aleksander Aneta Beata Biljana Bojan Boban Branka Cristina
Cosmin Costel Dalibor Danijela Danuta Daria Darius Dejan Dorina Dragan Dragana Dusan Emanuela Emil Florin Georgeta Goran Gordana Gheorghe Ileana Ilinca Ionel Ionut Ivica Jadranka Jasmina Jelena Jovana Katarzyna Ljiljana Ljubica
Lucian Magdalena Marek Marius Mihaela Mihai Milica Milos Miroslav Mirela Nebojsa Nemanja Nenad Nevena Nicoleta Olimpia Ovidiu Petar Petra Predrag Radu Razvan Rodica Sanja Sasa Senad Simona Slavica Slobodan Snezana Sorin Stoyan Sorina
Tihomir Valentina Vasile Vesna Viorel Violeta Vlad Zdenka Zeljko Zlatan Zoran Zuzana Besnik Blerim Arben Ardita Agron Drita Ermal Fatmir Flutura Gjergj Ilir Lirim Luan Shpresa Valon Vjosa Arash Azadeh Bahar Behnam Dariush Farhad
Farzaneh Fereshteh Golnaz Hamed Hossein Kaveh Kourosh Laleh Mahsa Maryam Mehran Mina Mitra Mohsen Narges Nasrin Navid Niloufar Parisa Parviz Payam Reza Roya Saeed Shahram Shirin Sohrab Soraya Zohreh Ghulam Gul Zarif Najibullah
Wahida Haruki Hiroshi Kenji Akira Yuki Yoko Naoko Takashi Sakura Jisoo Minji Hyejin Seojun Sunmi Joon Maricel Jhonny Rowena Marites Imelda Analyn Jomar Rodrigo
"""
_MORE_FIRST = """
Aafreen Aakash Aase Aasta Abdoulaye Abhijit Abhishek Abida Abidin Abrehet Adaora Ademar Ademir Adilson Adrià Afzal Agnaldo
Ahmednur Ahsan Ailsa Ailén Aintzane Airton Aishwarya Aitziber Alasdair Alazne Aled Alemayehu Alie Alioune Aliénor Alperen Alun
Alvise Amanuel Amauri Amets Aminu Amitabh Amjad Ana-Maria Ananya Anastasija Aneurin Angharad Anieszka Anirban Anișoara Anne-Grethe
Anne-Lise Anne-Sophie Annemiek Annemieke Anniken Antenor Antón Anuradha Aparecida Aparecido Arantxa Arantza Arcangelo Archana
Arend Argi Ariovaldo Arjan Arlete Arlindo Arnab Arpita Arshad Ashish Assane Astri Atakan Atif Atilla Atle Audun Auke Aukje Ayanda
Ayomide Azeb Azhar Aécio Aílton Aïssatou Babacar Barend Barnaby Bartosz Bartłomiej Barış Battista Batuhan Bauke Baukje Bedirhan
Bekele Benedicta Benedito Bereket Berfîn Bergljot Berhane Bernadete Bernat Beñat Bhagya Bhargav Bhaskar Bhupinder Bikash Bintou
Birtukan Bjarte Blai Blánaid Bojana Bolesław Bongani Borghild Borislav Boubacar Boyan Bozhidar Božidar Breixo Bronisław Bronisława
Bríd Bushra Bård Bülent Caitríona Calixte Carys Cataldo Catuxa Ceri Cerys Cesc Chaminda Chandrika Charulata Cheikh Ciarán Ciwan
Claudete Claudinei Cleber Cleide Cleiton Cleusa Clóvis Coinneach Costanza Coumba Creusa Crisanto Crispin Cuauhtémoc Cuthbert
Cyprien Czesław Czesława Cássia Cássio Céleste Cícera Cícero Dafydd Dagrun Daisy-Mae Daithí Dalva Damilola Damião Daniëlle Danka
Debashis Debjani Deise Dejair Delyth Demba Denilson Deqa Desislava Devendra Dieudonné Dieuwertje Digby Dilshan Dineke Dipankar
Dirce Dirkje Djalma Djeneba Djibril Djénéba Doireann Dolors Domitille Doutzen Doğukan Dragoslav Dragoș Dubravka Durga Durk Duško
Déaglán Dídac Dănuț Eabele Edileusa Edivaldo Ednaldo Eefje Eelco Eelke Efisia Efisio Eifion Eike Eilidh Eirlys Ejnar Eldbjørg
Elenice Eleri Eliete Elisenda Elisângela Elizete Ellie-Mae Elske Eluned Emanuelle Emlyn Emrah Emrys Eneko Eneritz Enric Enrica
Erdem Erhan Erivaldo Erlend Ertuğrul Espérance Estevo Eudald Eugeniusz Eulàlia Eurico Everaldo Ewout Eyerusalem Eystein Faduma
Fadumo Fartun Farzana Fatimata Fatou Faustin Fawad Feike Fenella Ffion Fiadh Fikret Fikreta Finja Fionn Flávia Flávio Fokke
Folasade Foppe Fozia Francesc Franciele Franciszka Frederieke Fredrikke Freerk Fructuoso Furkan Gaetana Garazi Garikoitz Gaute
Gavino Gbenga Gearóid Geeske Geni Genowefa Georgi Geovana Geraint Gerben Gerdien Gergana Gerrie Getachew Gethin Ghazala Gijsbert
Gildo Gilson Giordano Giovana Gislaine Gjermund Gleison Glyn Glòria Goedele Goitske Gontran Gonzague Gosse Gotzon Gracie-Mae
Grażyna Greetje Gruffydd Gráinne Gudmund Guillem Gurdeep Guro Gurpreet Gwenllian Gwilym Gwladys Gülcan Gülşen Gürkan Haakon
Hadewych Hailemariam Haitske Haizea Halimo Hallvard Halvor Haritz Harmen Haroon Hatun Heledd Hemlata Hendrika Henriëtte Hessel
Hibo Hielke Higinio Hikmet Hildegunn Hilla Hiltje Hinnerk Hippolyte Hjørdis Hodan Honorata Hristo Huib Huibert Hylke Hywel Hélio
Hêvî IJsbrand Iago Ibai Idil Idoia Idrissa Idske Iestyn Ieuan Ifan Ifor Ifrah Igino Ignasi Igone Ikran Ilario Indalecio Iolo
Iorwerth Iqra Irati Iratxe Irineu Iselin Isidre Ismahan Ismaïla Italo Itsaso Ivaylo Ivete Izabel Izaro Iñigo Jacira Jacoba
Jagannath Jago Janaína Jandira Janke Janneke Jannes Jannetje Jarle Jarosław Javed Jayanta Jayanti Jayesh Jean-Baptiste Jean-Bosco
Jean-Luc Jean-Marc Jean-Michel Jean-Pierre Jelmer Jenneke Jette Jitendra Jitske Jiyan Jocasta Jock Joelma Jokin Jorgelina Jorrit
Joseba Josias Jostein Josu Josune Jovelina Julen Juliano Junaid Jurriaan Jussara Jyri Jørn Júlio Kabongo Kadiatou Kagiso Kalonji
Kanchan Karabo Karmele Kartik Kaushik Kayode Kazimiera Kağan Kebede Kepa Kerenza Keshav Ketan Khadeeja Khadra Kidist Kipchoge
Kirti Klaartje Klaaske Kolbjørn Koldo Koushik Krasimir Krasimira Krešimir Krijn Kumari Kunle Kusum Kátia Köbi Laquisha Lasantha
Lassana Laudelino Laurențiu Leendert Leonice Lerato Lettice Lieuwe Lindalva Lindiwe Lisardo Ljiljan Llew Llewelyn Llinos Lluís
Lluïsa Llyr Loaira Lolke Lonneke Lorcán Lorea Lorella Loránd Losa Lowri Lubomíra Lucyna Lucélia Ludmiła Luminița Luíza Lysander
Lyubomir Lídia Lígia Machiel Macsen Madhuri Mahendra Maialen Maicon Maider Maiju Mair Mairi Mairéad Maitane Malick Malithi Mallika
Mamata Manjula Manjunath Manlio Manoel Marceau Mared Margreet Margriet Maria-Mercè Marie-Amélie Marie-Claire Marie-Hélène
Marie-Josée Marie-Laure Marie-Line Marie-Thérèse Marilda Marilene Mariona Maristella Mariyana Mariña Marli Martiño Maryan Marçal
Maurício Mayara Małgorzata Mbuyi Mehwish Meindert Meinir Mekonnen Mele Menna Menno Mererid Mhairi Mieczysław Mihi Mihret Minke
Miquel Miren Mirka Mirosław Mirosława Mirza Mithun Moacir Mohit Momčilo Monisha Morag Morven Moustapha Mpho Mrinal Mubashir
Mukendi Mukul Mulu Murdo Myfanwy Máire Nabeela Nadeesha Nafissatou Naia Nairn Namrata Nandita Narcís Narendra Naresh Naroa Natale
Natalina Natnael Naveed Nazia Ndeye Nedeljko Neide Nekane Nelleke Nemesio Nerina Nermina Nerys Neusa Nezahat Ngaio Ngalula
Ngozichukwu Nicasio Nighat Nihat Nikhila Nikolay Nilde Nilesh Nilton Nilza Nimco Ninon Nirav Nirmala Nishant Nokuthula Nosipho
Ntombi Nusrat Nuwan Nyasha Nzuzi Oane Obiora Odair Oddny Oddrun Oege Ognjen Oihana Oihane Oisín Olatz Olayinka Olivera Olufemi
Oluwaseyi Oluwatobi Olwyn Olympe Omero Onno Onofrio Orietta Orçun Osian Osmar Otger Ottoline Otylia Oumar Oumou Owain Oğuz Oğuzhan
Paio Palesa Pania Parvati Patrocinio Patrycja Pavle Pello Penda Pere Peregrine Perihan Perpetua Petya Philibert Pierangela Piers
Pieterjan Pieternel Piripi Piyush Placido Poliana Pragya Pramod Pranita Prashanth Praveen Prerna Proinsias Purnima Pytsje Pádraig
Queralt Quirze Raghu Rahima Raimunda Rajat Rajinder Rajni Raju Ramakrishna Ramatoulaye Ramsay Ranald Rangi Ranjit Ranveig Rareș
Ratko Refilwe Regnar Rehana Reinier Reinout Rhodri Rhonwen Rhydian Rianne Ricard Rients Rineke Rinse Rinus Rixt Rizwan Roald
Robbert Roelof Rogério Rojda Rokhaya Rommert Romualdo Romário Roseli Rosemeire Roser Rosilene Rositsa Rozemarijn Ruairí Ruaridh
Rubens Rubina Rukiye Rumen Rumyana Runa Rupali Rutger Ruurd Ruwan Réjane Rêzan Róisín Rønnaug Rıza Sadhbh Sagal Sagar Sagrario
Saima Sajid Salimata Salvadora Samba Sampath Samrawit Sanduni Saniye Sanjana Sarika Sarojini Satish Satı Savino Savita Sead
Sebastiana Sefa Sefina Semhar Semisi Senka Septimiu Sergi Serhat Serigne Servando Seynabou Seán Shabana Shafiq Shagufta Shahid
Shailesh Shaista Shamima Sharmila Shazia Shekhar Shelonda Shilpa Shirlei Shivam Shubham Shyam Sidnei Sidonie Sidsel Siebren Sietse
Sigbjørn Sigve Sikke Silverio Silviya Simke Simran Sinéad Siobhán Sipho Siwan Sizwe Siân Sjoerdtje Sjoukje Slađana Smiljana Smita
Snorre Sofieke Sokhna Solbjørg Solfrid Somto Sorkunde Sorley Souleymane Soumya Souvik Srećko Srinivasan Stanimir Stanisława
Steffan Steffie Stefka Stoyanka Struan Suada Subrata Sudeep Sueli Sugandha Suhas Sujata Sukhwinder Sultana Sumaira Sumitra Supriya
Surabhi Surinder Sushant Svetislav Svetla Sybe Sybren Synne Sytse Sytske Séamus Sònia Sônia Sølvi Sławomir Sławomira Tahira
Tahmina Tainá Talea Taliesin Talita Tamires Tamsin Tancrède Taner Tanjila Tankred Tanmay Tanuja Tapan Tarcisio Tareixa Tarquin
Tarun Tatiane Tavish Tayfun Tayyaba Te-Aroha Tegid Telesforo Teodozja Terezinha Tette Teunis Tevita Thabiso Tharindu Thayná Themba
Thilini Thorkild Tidiane Tiete Tigist Tihana Tiphaine Tiril Tjerk Tjibbe Tjitske Toader Todorka Tomke Torgeir Torhild Torkel
Torkil Torstein Torunn Tosca Trefor Trijntje Tristram Trygve Trym Tsegay Tsehay Tshala Tshepo Tsvetan Tsvetelina Tudur Tushar
Tuğba Tuğrul Txell Ubah Uelinton Ugochi Ujjwal Upasana Urko Uxue Uxío Uzma Valdir Valmir Vanderlei Vani Vebjørn Veena Velichka
Velimir Veljko Venkatesh Verica Verity Vetle Veysel Vibeke Vibha Vidhya Vigdis Vijaya Viliami Vimala Vineeta Vinyet Violaine
Virginio Virtudes Višnja Vladan Vlăduț Vojislav Vreni Věroslav Wacław Wagner Wanderson Waqar Warsan Waseem Welat Welington
Weronika Whetu Wiebe Wiesia Wiesław Wiesława Wietse Wijnand Wiktoria Willeke Willemien Wobke Wopke Wubbo Wytze Władysław
Władysława Włodzimierz Xabi Xabier Xacobe Xandra Xesús Xián Xochitl Xosé Xulia Xurxo Xènia Yakubu Yamila Ylermi Yodit Yogita
Yohannes Yordanka Youssouf Ypke Ytsje Yusra Yveline Zaloa Zamzam Zandile Zdravka Zdzisław Zdzisława Zeliha Zenaide Zerihun Zhivko
Zilan Zilda Zodwa Zubair Zuleica Zuriñe Zygmunt Àlex Áine Åshild Åslaug Èlia Éabha Éamonn Éilís Éliane Éloïse Émeline Évelyne Órla
Özcan Čedomir Čeněk Đorđe İbrahim İlhan İlker İsmail İsmet Łucja Şengül Şerife Şükrü Żaneta Živko Ștefan Ștefania
"""
_WORLD_LAST = """
Yilmaz Kaya Demir Çelik Şahin Yildiz Yıldırım Yildirim Öztürk Aydin Özdemir Arslan Doğan Dogan Kiliç Kilic Aslan Çetin Cetin Kara Koç Koc Kurt Özkan Şimşek Simsek Polat Korkmaz Erdogan Güneş Günes Aksoy Acar Bulut Karaca Keskin Tekin
Ünal Uysal Turan Avci Taş Yavuz Güler Bozkurt Karatas Kaplan Toprak Erdem Sönmez Ates Duman Özcan Akbulut Altun Bayram Çakir Durmus Eroglu Genç Güven Işik Kocak Özer Sarikaya Tunç Uçar Yüksel Ayhan Abdallah Abdi Abbas Abboud Ahmadi Al-Hassan
Al-Masri Alami Ali Alaoui Amrani Azizi Bakkali Bakri Barakat Belhadj Benali Benchekroun Bennani Berrada Bouazza Boukhari Boulahrouz Chaoui Cherkaoui Darwish Diab El-Amrani El-Khatib Fahmi Farah Farouk Fayed Ghali Habibi Haddad Hakimi
Hamdan Hamidi Hammoud Hariri Hassani Hosseini Ibrahimi Idrissi Jaber Jabri Kabbani Karimi Kassem Khalil Khan Khatib Khoury Lahlou Mahdi Mahmoud Mansour Mansouri Mokhtari Moussa Mustafa Naciri Nasr Nasser Osman Othman Qureshi Rahimi
Rahmani Ramadan Rashidi Saadi Saidi Saleh Salem Sayed Shah Shahin Shaikh Sharif Sheikh Soliman Taleb Tazi Yassin Yousef Zaki Zidan Zouhair Boyko Bondarenko Bondar Kovalenko Kovalchuk Koval Kravchenko Kravets Kravchuk Shevchenko Shevchuk
Tkachenko Tkachuk Melnyk Moroz Marchenko Oliynyk Lysenko Petrenko Pavlenko Ponomarenko Polishchuk Rudenko Savchenko Savchuk Sydorenko Hrytsenko Hnatiuk Havryliuk Honcharenko Klymenko Kushnir Levchenko Lytvyn Lytvynenko Mazur Nazarenko
Panchenko Romanenko Semenyuk Stepanenko Vasylenko Vovk Yakovenko Yurchenko Zakharchenko Zinchenko Ivanov Ivanova Smirnov Smirnova Kuznetsov Kuznetsova Popov Popova Sokolov Sokolova Lebedev Lebedeva Kozlov Kozlova Novikov Novikova Morozov
Morozova Petrov Petrova Volkov Volkova Solovyov Vasiliev Vasilieva Zaitsev Pavlov Pavlova Semenov Golubev Vinogradov Bogdanov Vorobyov Fedorov Fedorova Mikhailov Belyaev Tarasov Belov Orlov Orlova Kiselev Makarov Andreev Kovalev Kovaleva
Agarwal Ahuja Anand Arora Babu Bajaj Banerjee Basu Bhat Bhatt Bhattacharya Bose Chakraborty Chandra Chatterjee Chaudhary Chauhan Chopra Das Dasgupta Datta Desai Deshmukh Deshpande Dhillon Dixit Dubey Dutta Gandhi Ganguly Ghosh Gill Goel
Gopalakrishnan Goswami Grewal Gupta Hegde Iyer Iyengar Jadhav Jain Jha Joshi Kapoor Kaur Khanna Khurana Kohli Krishnamurthy Krishnan Kulkarni Kumar Kumari Mahajan Malhotra Mehta Menon Mishra Mittal Mohanty Mukherjee Murthy Naidu Nair
Nambiar Narayan Natarajan Pandey Parekh Patel Pathak Patil Pillai Prasad Raghavan Raman Ramachandran Rangan Rao Rastogi Reddy Roy Saini Saxena Sen Sengupta Seth Sethi Shah Sharma Shetty Shukla Sidhu Singh Singhal Sinha Soni Srinivasan
Srivastava Subramaniam Subramanian Sundaram Thakur Tiwari Trivedi Varma Venkatesan Verma Vyas Yadav Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Truong Dinh Luong Trinh Mai Lam Wang Li Zhang Liu Chen Yang Huang
Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Shen Yao Zhong Cui Tan Fan Liao Shi Jin Xia Fu Fang Zou Xiong Bai
Meng Qin Qiu Hou Abebe Abiodun Acheampong Addo Adeleke Adewale Agyei Agyeman Akinola Amoah Ansah Antwi Appiah Asare Ba Bah Balogun Bangura Barry Conteh Danso Diagne Diallo Diop Diouf Eze Fall Fofana Gueye Haile Ibe Jalloh Kabbah Kamara
Kanu Kone Mbeki Mensah Ndiaye Ndlovu Nkosi Nwankwo Nwosu Obi Ogunleye Okeke Okoro Olawale Opoku Oyelowo Sarpong Sesay Sow Tadesse Tesfay Toure Traore Uzoma Yeboah Popescu Popa Ionescu Ionita Dumitrescu Stan Stoica Gheorghe Constantin
Rusu Munteanu Matei Marin Tudor Florea Georgescu Serban Moldovan Lungu Jovanovic Petrovic Nikolic Markovic Djordjevic Stojanovic Ilic Stankovic Pavlovic Milosevic Kovacevic Babic Horvat Maric Juric Novak Knezevic Hodzic Hadzic Begic Delic
Dedic Krasniqi Gashi Berisha Hoxha Shala Morina Bytyqi Dervishi Novotny Dvorak Cerny Prochazka Kucera Svoboda Horak Nemeth Szabo Toth Kovacs Nagy Varga Molnar Farkas Balogh Papp Dimitrov Georgiev Ivanova Stoyanov Todorov Papadopoulos
Nikolaidis Georgiou Konstantinou Karimi Hosseini Moradi Mohammadi Rezaei Jafari Ahmadzai Noori Stanikzai Tanaka Suzuki Sato Yamamoto Kim Park Choi Jeong Santos Reyes Cruz Bautista Dela-Cruz Mendoza Villanueva
"""

SHORT = {language: sorted(set(names.split())) for language, names in _SHORT.items()}
"""Short forms and given names, as colleagues call each other."""

LAST = {language: sorted({name.replace("-", " ") for name in names.split()}) for language, names in _LAST.items()}
"""Surnames of a language area; those of several words are written with a hyphen above."""

WORLD_FIRST = sorted({*_WORLD_FIRST.split(), *_MORE_FIRST.split()})
WORLD_LAST = sorted({name.replace("-", " ") for name in _WORLD_LAST.split()})
