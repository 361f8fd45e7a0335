package io.schemamedic.engine.source.liquibase;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.parsers.FactoryConfigurationError;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Reads a change log in XML, and nothing that it refers to: no schema, no entity, no network. */
final class XmlChangeLog {
  private static final String JDK_FACTORY =
      "com.sun.org.apache.xerces.internal.jaxp.SAXParserFactoryImpl";

  /** Far below anything that is written by hand. */
  private static final int DEEPEST = 100;

  private XmlChangeLog() {}

  /**
   * @throws IOException if it is not well-formed, or has a document type; the message is for the
   *     operator
   */
  static ChangeNode parse(String xml) throws IOException {
    Collector collector = new Collector();
    try {
      SAXParserFactory factory = factory();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      XMLReader reader = factory.newSAXParser().getXMLReader();
      reader.setContentHandler(collector);
      reader.setErrorHandler(collector);
      reader.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
      reader.parse(new InputSource(new StringReader(xml)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("it is no XML that can be read: " + e.getMessage(), e);
    }
    return collector.root;
  }

  /** The JDK's own, and not what the service may have brought along for itself. */
  private static SAXParserFactory factory() {
    try {
      return SAXParserFactory.newInstance(JDK_FACTORY, null);
    } catch (FactoryConfigurationError e) {
      // A JDK whose parser has another name finds it by itself.
      return SAXParserFactory.newInstance();
    }
  }

  /** Builds the tree. */
  private static final class Collector extends DefaultHandler {
    private final Deque<ChangeNode> open = new ArrayDeque<>();
    private final Deque<StringBuilder> texts = new ArrayDeque<>();
    private ChangeNode root = new ChangeNode("");

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes)
        throws SAXException {
      if (open.size() >= DEEPEST) {
        throw new SAXException("elements are nested too deeply");
      }
      ChangeNode node = new ChangeNode(localName);
      for (int i = 0; i < attributes.getLength(); i++) {
        node.put(attributes.getLocalName(i), attributes.getValue(i));
      }
      ChangeNode parent = open.peek();
      if (parent == null) {
        root = node;
      } else {
        parent.add(node);
      }
      open.push(node);
      texts.push(new StringBuilder());
    }

    @Override
    public void characters(char[] ch, int start, int length) {
      StringBuilder text = texts.peek();
      if (text != null) {
        text.append(ch, start, length);
      }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
      open.pop().text(texts.pop().toString());
    }
  }
}
